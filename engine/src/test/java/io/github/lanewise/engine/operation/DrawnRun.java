package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.tensor.Halo;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * How an operation is run.
 *
 * @param order of the values, if they are feature maps
 * @param workers 1 or 3
 * @param halo around all values
 * @param outputHalo around the outputs in addition
 */
public record DrawnRun(MemoryOrder order, int workers, Halo halo, Halo outputHalo) {
    /** Draws all of it. */
    public static Arbitrary<DrawnRun> any() {
        return Combinators.combine(
                        Arbitraries.of(MemoryOrder.LANES, MemoryOrder.LANES, MemoryOrder.ROW_MAJOR),
                        Arbitraries.of(1, 3),
                        halos(),
                        halos())
                .as(DrawnRun::new);
    }

    private static Arbitrary<Halo> halos() {
        return Arbitraries.of(Halo.NONE, Halo.NONE, new Halo(1, 0, 2, 1), new Halo(0, 1, 0, 3));
    }

    /** Draws N×C, N×C×W and N×C×H×W, with channels around multiples of the lanes. */
    public static Arbitrary<Extents> featureMaps() {
        Arbitrary<Integer> channels =
                Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 40), Arbitraries.of(8, 12, 16, 32, 48));
        return Combinators.combine(
                        Arbitraries.integers().between(2, 4),
                        Arbitraries.integers().between(1, 3),
                        channels,
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 7))
                .as((rank, n, c, h, w) ->
                        switch (rank) {
                            case 2 -> Extents.of(n, c);
                            case 3 -> Extents.of(n, c, w);
                            default -> Extents.of(n, c, h, w);
                        });
    }

    /** Draws feature maps and values of any rank up to 6. */
    public static Arbitrary<Extents> extents() {
        Arbitrary<Extents> small =
                Arbitraries.integers()
                        .between(1, 5)
                        .array(int[].class)
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(Extents::of);
        Arbitrary<Extents> large =
                Arbitraries.integers()
                        .between(1, 80)
                        .array(int[].class)
                        .ofMinSize(1)
                        .ofMaxSize(2)
                        .map(Extents::of);
        return Arbitraries.oneOf(featureMaps(), small, large);
    }

    /** Returns a harness; values that are no feature maps are in row-major order. */
    public OperationHarness harness(Operation operation, List<Extents> values) {
        boolean maps = values.stream().allMatch(Extents::isFeatureMap);
        return new OperationHarness(operation, maps ? order : MemoryOrder.ROW_MAJOR)
                .workers(workers)
                .extraHalo(halo)
                .outputHalo(outputHalo);
    }
}
