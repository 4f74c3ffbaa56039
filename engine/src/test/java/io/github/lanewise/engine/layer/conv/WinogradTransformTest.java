package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The transforms are what their matrices say, and the matrices filter. */
final class WinogradTransformTest {
    private static final int V = Lanes.BYTES;
    private static final int ITEMS = 5;
    private static final float BIAS = 0.75f;

    /** Some additions of products, each below 10. */
    private static final double ROUNDING = 1e-5;

    @FunctionalInterface
    private interface Line {
        void run(WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count);
    }

    static Stream<Arguments> transforms() {
        return Stream.of(
                Arguments.of(WinogradF2Transform.INSTANCE, WinogradMatrices.F2),
                Arguments.of(WinogradF4Transform.INSTANCE, WinogradMatrices.F4));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void theMatricesFilter(WinogradTransform transform, WinogradMatrices matrices) {
        double[] filter = Values.widen(Values.uniform(1, 3));
        double[] input = Values.widen(Values.uniform(2, matrices.extent()));
        double[] output = matrices.filter(filter, input);
        assertThat(output).hasSize(transform.outputs());
        for (int p = 0; p < output.length; p++) {
            double direct =
                    filter[0] * input[p] + filter[1] * input[p + 1] + filter[2] * input[p + 2];
            assertThat(output[p]).isCloseTo(direct, within(1e-14));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void eachTransformMultipliesByItsMatrix(
            WinogradTransform transform, WinogradMatrices matrices) {
        assertThat(transform.extent()).isEqualTo(matrices.extent());
        double[][] a = WinogradMatrices.transpose(matrices.at());
        assertMultiplies(transform::input, matrices.bt(), 0);
        assertMultiplies(transform::gradient, a, 0);
        assertMultiplies(transform::filterGradient, WinogradMatrices.transpose(matrices.g()), 0);
        float[] biases = new float[Lanes.COUNT + 1];
        Arrays.fill(biases, 1, biases.length, BIAS);
        Line output =
                (from, at, to, target, count) ->
                        transform.output(from, at, to, target, count, biases, 1);
        assertMultiplies(output, matrices.at(), BIAS);
        for (int i = 0; i < matrices.g().length; i++) {
            assertThat(transform.filterMatrix()[i]).containsExactly(matrices.g()[i], within(1e-15));
        }
    }

    private static void assertMultiplies(Line line, double[][] matrix, double added) {
        int lines = matrix[0].length;
        try (Workspace workspace = new Workspace()) {
            // Lines and items stand apart, so that an access beyond its own would be seen.
            int step = 2;
            int stride = ITEMS * step + 3;
            int start = 4;
            MemorySegment from = workspace.floats((long) (start + lines * stride) * Lanes.COUNT);
            MemorySegment to =
                    workspace.floats((long) (start + matrix.length * stride) * Lanes.COUNT);
            float[] values = Values.uniform(3, (int) (from.byteSize() / 4));
            MemorySegment.copy(values, 0, from, ValueLayout.JAVA_FLOAT, 0, values.length);
            fillWithNaN(to);
            WinogradLines source = new WinogradLines(from, (long) stride * V, (long) step * V);
            WinogradLines target = new WinogradLines(to, (long) stride * V, (long) step * V);
            line.run(source, (long) start * V, target, (long) start * V, ITEMS);
            float[] results = to.toArray(ValueLayout.JAVA_FLOAT);
            for (int item = 0; item < ITEMS; item++) {
                for (int lane = 0; lane < Lanes.COUNT; lane++) {
                    double[] input = new double[lines];
                    for (int j = 0; j < lines; j++) {
                        input[j] = values[at(start, j, stride, item * step, lane)];
                    }
                    double[] expected = WinogradMatrices.multiply(matrix, input);
                    for (int i = 0; i < expected.length; i++) {
                        int at = at(start, i, stride, item * step, lane);
                        assertThat((double) results[at])
                                .isCloseTo(expected[i] + added, within(ROUNDING));
                        results[at] = Float.NaN;
                    }
                }
            }
            assertThat(results).containsOnly(Float.NaN);
        }
    }

    private static int at(int start, int line, int stride, int item, int lane) {
        return (start + line * stride + item) * Lanes.COUNT + lane;
    }

    private static void fillWithNaN(MemorySegment segment) {
        for (long i = 0; i < segment.byteSize() / 4; i++) {
            segment.setAtIndex(ValueLayout.JAVA_FLOAT, i, Float.NaN);
        }
    }
}
