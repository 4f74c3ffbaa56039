package io.github.lanewise.bench.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.FlopCounter;
import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.shape.ConvShape;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LanewiseConvolutionTest {
    /** With 16, 8 or 4 lanes, 17 images have an incomplete last group, and 1 image has no other. */
    private static final List<String> LAYERS =
            List.of(
                    "1x6_5x5_12_p2_n1",
                    "3x5_3x3_9_p1_n17",
                    "4x6_3x3_9x7_s2_p1_n17",
                    "2x3_1x7_8x9_p0x3_n5",
                    "2x3_7x1_9_s1x2_p3x0_n17",
                    "3x4_3x3_11_s4_n33",
                    "5x7_1x1_6_s2x1_n17");

    static Stream<Arguments> cases() {
        return LAYERS.stream()
                .flatMap(layer ->
                        Arrays.stream(Direction.values())
                                .flatMap(direction ->
                                        Arrays.stream(DataLayout.values())
                                                .map(layout ->
                                                        Arguments.of(layer, direction, layout))));
    }

    private static <B extends ConvolutionBenchmark> B with(
            B benchmark, String layer, Direction direction, DataLayout layout) {
        benchmark.layer = layer;
        benchmark.direction = direction;
        benchmark.layout = layout;
        benchmark.threads = 2;
        return benchmark;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithTheFormulaAndCounts(String layer, Direction direction, DataLayout layout) {
        ConvolutionBenchmark benchmark = with(new LanewiseConvolution(), layer, direction, layout);
        benchmark.prepare();
        FlopCounter counter = new FlopCounter();
        benchmark.run(counter);
        assertThat(counter.gflops).isPositive();
        benchmark.close();
    }

    /** A subject with one result that is wrong by more than rounding. */
    private record Corrupted(ConvolutionSubject right) implements ConvolutionSubject {
        @Override
        public void run() {
            right.run();
        }

        @Override
        public void runFromNchw() {
            right.runFromNchw();
        }

        @Override
        public float[] result(boolean fromNchw) {
            float[] result = right.result(fromNchw);
            result[result.length * 2 / 3] += 1e-3f;
            return result;
        }

        @Override
        public String implementation() {
            return "wrong";
        }

        @Override
        public void close() {
            right.close();
        }
    }

    /** JMH's processor would want a named class to be a benchmark that it can run. */
    private static ConvolutionBenchmark corrupted() {
        return new ConvolutionBenchmark() {
            @Override
            protected ConvolutionSubject subject(ConvolutionData data, Direction what, int count) {
                return new Corrupted(
                        new LanewiseConvolutionSubject(data, what, ConvAlgorithm.AUTOMATIC, count));
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void oneWrongResultIsNoticed(Direction direction) {
        for (DataLayout layout : DataLayout.values()) {
            ConvolutionBenchmark benchmark =
                    with(corrupted(), "3x5_3x3_9_p1_n17", direction, layout);
            assertThatThrownBy(benchmark::prepare)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(direction + " of 3x5_3x3_9_p1_n17");
            benchmark.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void resultsDependNeitherOnThreadsNorOnLayoutNorOnEarlierCalls(Direction direction) {
        ConvolutionData data = new ConvolutionData(ConvShape.named("2x3_3x3_6_p1_n40"));
        float[] first;
        try (LanewiseConvolutionSubject alone =
                new LanewiseConvolutionSubject(data, direction, ConvAlgorithm.AUTOMATIC, 1)) {
            alone.run();
            first = alone.result(false);
        }
        try (LanewiseConvolutionSubject shared =
                new LanewiseConvolutionSubject(data, direction, ConvAlgorithm.AUTOMATIC, 3)) {
            shared.run();
            shared.run();
            assertThat(shared.result(false)).containsExactly(first);
            shared.runFromNchw();
            shared.runFromNchw();
            assertThat(shared.result(true)).containsExactly(first);
        }
    }

    @Test
    void gradientOfTheBiasIsTheSumOfThatOfTheOutput() {
        ConvShape g = ConvShape.named("2x3_3x3_6_s2_n17");
        ConvolutionData data = new ConvolutionData(g);
        double[] expected = new double[g.k()];
        float[] dy = data.dy();
        int pixels = g.p() * g.q();
        for (int i = 0; i < dy.length; i++) {
            expected[i / pixels % g.k()] += dy[i];
        }
        try (LanewiseConvolutionSubject subject =
                new LanewiseConvolutionSubject(
                        data, Direction.BACKWARD_WEIGHTS, ConvAlgorithm.AUTOMATIC, 2)) {
            subject.run();
            subject.run();
            float[] db = subject.biasGradient();
            Agreement.require("db", db, expected, (long) pixels * g.n());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"4x4_3x3_8_d2", "4x4_3x3_8_g2"})
    void refusesDilationAndGroups(String layer) {
        ConvShape shape = ConvShape.named(layer);
        assertThat(LanewiseConvolution.supports(shape)).isFalse();
        ConvolutionBenchmark benchmark =
                with(new LanewiseConvolution(), layer, Direction.FORWARD, DataLayout.OWN);
        assertThatThrownBy(benchmark::prepare)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dilation or groups")
                .hasMessageContaining(shape.toString());
    }
}
