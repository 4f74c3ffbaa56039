package io.github.lanewise.engine.operation.pool;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.absolute;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.operation.pool.GlobalPooling.Kind;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Maxima and means of whole planes. */
final class GlobalPoolingTest {
    private static double[] ofPlanes(
            Extents x, double[] data, ToDoubleFunction<DoubleStream> function) {
        int pixels = x.product(2, x.rank());
        return IntStream.range(0, x.get(0) * x.get(1))
                .mapToDouble(plane ->
                        function.applyAsDouble(
                                Arrays.stream(data, plane * pixels, (plane + 1) * pixels)))
                .toArray();
    }

    @Property(tries = 120)
    void theyAreTheReferences(
            @ForAll @IntRange(min = 1, max = 3) int n,
            @ForAll @IntRange(min = 1, max = 40) int c,
            @ForAll @IntRange(min = 1, max = 40) int h,
            @ForAll @IntRange(min = 1, max = 40) int w,
            @ForAll long seed) {
        assertBoth(Extents.of(n, c, h, w), seed);
    }

    @Test
    void ofThreeAxes() {
        assertBoth(Extents.of(2, 5, 9), 0);
    }

    private static void assertBoth(Extents x, long seed) {
        float[] data = Values.uniform(seed, x.elements());
        assertExact(
                "maximum",
                DrawnWindows.run(new GlobalPooling(Kind.MAX), x, data, seed),
                ofPlanes(x, widen(data), plane -> plane.max().orElseThrow()));
        assertWithin(
                "average",
                DrawnWindows.run(new GlobalPooling(Kind.AVERAGE), x, data, seed),
                ofPlanes(x, widen(data), plane -> plane.average().orElseThrow()),
                Tolerance.sums(
                        x.product(2, x.rank()) / 4 + 6,
                        ofPlanes(x, absolute(widen(data)), p -> p.average().orElseThrow())));
    }

    @Test
    void notANumberIsTheMaximum() {
        float[] data = {1, 2, Float.NaN, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8};
        assertThat(DrawnWindows.run(new GlobalPooling(Kind.MAX), Extents.of(1, 2, 2, 4), data, 0))
                .containsExactly(Float.NaN, 8);
    }

    @Test
    void theAxesBehindTheChannelsStay() {
        GlobalPooling average = new GlobalPooling(Kind.AVERAGE);
        assertThat(average.outputs(List.of(Extents.of(2, 3, 4, 5))))
                .containsExactly(Extents.of(2, 3, 1, 1));
        assertThat(average.outputs(List.of(Extents.of(2, 3, 4))))
                .containsExactly(Extents.of(2, 3, 1));
        assertThatThrownBy(() -> average.outputs(List.of(Extents.of(2, 3))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("GlobalAveragePool");
    }
}
