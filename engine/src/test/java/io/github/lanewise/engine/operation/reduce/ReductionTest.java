package io.github.lanewise.engine.operation.reduce;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.DrawnRun;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Elements;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Sums, means and extremes along axes. */
final class ReductionTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Provide
    Arbitrary<Extents> featureMaps() {
        return DrawnRun.featureMaps();
    }

    @Property(tries = 300)
    void anyAxes(
            @ForAll("extents") Extents input,
            @ForAll ReductionKind kind,
            @ForAll @IntRange(max = 63) int chosen,
            @ForAll boolean keepAxes,
            @ForAll("runs") DrawnRun run) {
        List<Integer> axes = new ArrayList<>();
        for (int axis = input.rank() - 1; axis >= 0; axis--) {
            if ((chosen >> axis & 1) != 0) {
                axes.add(axis);
            }
        }
        check(new Reduction(kind, axes, keepAxes), input, run);
    }

    /** Those that networks have, with channels in lanes. */
    @Property(tries = 200)
    void pixelsAndChannels(
            @ForAll("featureMaps") Extents input,
            @ForAll ReductionKind kind,
            @ForAll boolean channels,
            @ForAll boolean keepAxes,
            @ForAll("runs") DrawnRun run) {
        boolean pixels = !channels && input.rank() > 2;
        List<Integer> axes = !pixels ? List.of(1) : input.rank() == 3 ? List.of(2) : List.of(2, 3);
        check(new Reduction(kind, axes, keepAxes), input, run);
    }

    /** Enough for all chains of additions, and for several lines per item. */
    @Test
    void longLines() {
        DrawnRun run = new DrawnRun(MemoryOrder.ROW_MAJOR, 3, Halo.NONE, Halo.NONE);
        for (ReductionKind kind : ReductionKind.values()) {
            check(new Reduction(kind, List.of(0), false), Extents.of(10_000), run);
            check(new Reduction(kind, List.of(0, 2), false), Extents.of(7, 3, 501), run);
            check(new Reduction(kind, List.of(0, 2), true), Extents.of(7, 3, 201, 37), run);
        }
    }

    private static void check(Reduction operation, Extents input, DrawnRun run) {
        float[] x = Values.uniform(1, input.elements());
        Extents output = operation.outputs(List.of(input)).getFirst();
        double[] expected = reference(operation, input, widen(x));
        double[] bounds = new double[expected.length];
        if (operation.reduction() == ReductionKind.SUM
                || operation.reduction() == ReductionKind.MEAN) {
            int terms = input.elements() / output.elements();
            double[] magnitudes = reference(operation, input, Values.absolute(widen(x)));
            // One more rounding for the division.
            bounds = Tolerance.sums(terms + 1L, magnitudes);
        }
        List<float[]> y = run.harness(operation, List.of(input)).run(Input.computed(input, x));
        assertWithin("y", y.getFirst(), expected, bounds);
    }

    private static double[] reference(Reduction operation, Extents input, double[] x) {
        Extents kept = input;
        for (int axis : operation.axes()) {
            kept = kept.with(axis, 1);
        }
        double[] y = new double[kept.elements()];
        double count = (double) input.elements() / kept.elements();
        Arrays.fill(
                y,
                switch (operation.reduction()) {
                    case MEAN, SUM -> 0;
                    case MAX -> Double.NEGATIVE_INFINITY;
                    case MIN -> Double.POSITIVE_INFINITY;
                });
        Extents target = kept;
        Elements.of(
                input,
                index -> {
                    int[] to = index.clone();
                    operation.axes().forEach(axis -> to[axis] = 0);
                    int at = Elements.place(target, to);
                    double value = x[Elements.place(input, index)];
                    y[at] =
                            switch (operation.reduction()) {
                                case MEAN -> y[at] + value / count;
                                case SUM -> y[at] + value;
                                case MAX -> Math.max(y[at], value);
                                case MIN -> Math.min(y[at], value);
                            };
                    return 0;
                });
        return y;
    }

    @Test
    void axesGoAwayOrStayWithExtentOne() {
        List<Extents> input = List.of(Extents.of(2, 3, 4));
        List<Integer> axes = List.of(2, 0);
        assertThat(new Reduction(ReductionKind.SUM, axes, false).outputs(input))
                .containsExactly(Extents.of(3));
        assertThat(new Reduction(ReductionKind.SUM, axes, true).outputs(input))
                .containsExactly(Extents.of(1, 3, 1));
        assertThatThrownBy(() -> new Reduction(ReductionKind.SUM, List.of(3), true).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("ReduceSum has no axis 3");
        assertThatThrownBy(
                        () -> new Reduction(ReductionKind.MIN, List.of(1, 1), true).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void networksReduceWithChannelsInLanes() {
        List<Value> map = List.of(Value.of("x", Extents.of(2, 3, 4, 5)));
        assertThat(mean(List.of(3, 2), false).orders(map, map).getFirst())
                .isEqualTo(MemoryOrder.LANES);
        assertThat(mean(List.of(1), true).orders(map, map).getFirst()).isEqualTo(MemoryOrder.LANES);
        for (Reduction other :
                List.of(mean(List.of(1), false), mean(List.of(2), true), mean(List.of(), true))) {
            assertThat(other.orders(map, map)).containsExactly(MemoryOrder.ROW_MAJOR);
        }
    }

    @Test
    void imagesAreKeptUnlessTheyAreReduced() {
        List<Value> map = List.of(Value.of("x", Extents.of(2, 3)));
        assertThat(mean(List.of(1), false).keepsImages(map, map)).isTrue();
        assertThat(mean(List.of(1, 0), true).keepsImages(map, map)).isFalse();
    }

    private static Reduction mean(List<Integer> axes, boolean keepAxes) {
        return new Reduction(ReductionKind.MEAN, axes, keepAxes);
    }
}
