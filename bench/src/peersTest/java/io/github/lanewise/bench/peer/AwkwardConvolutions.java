package io.github.lanewise.bench.peer;

import io.github.lanewise.bench.convolution.ConvolutionBenchmark;
import io.github.lanewise.bench.convolution.DataLayout;
import io.github.lanewise.bench.convolution.Direction;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Convolutions in which a mistake in stride, padding, dilation, groups or layout shows. */
public final class AwkwardConvolutions {
    private AwkwardConvolutions() {}

    /** Returns names of layers, each with both layouts. */
    public static Stream<Arguments> withLayouts() {
        return Stream.of(
                        "1x6_5x5_28_p2_n3",
                        "32x32_3x3_14_p1_n1",
                        "3x8_3x3_11x9_s2_p1_n3",
                        "16x16_3x3_10_s2x1_p1x0_n3",
                        "4x5_1x7_6x12_p0x3_n1",
                        "2x3_3x3_12_p2_d2_n3",
                        "4x6_3x3_9_p1_g2_n1",
                        "8x8_3x3_9_p1_g8_n3")
                .flatMap(name ->
                        Stream.of(DataLayout.values()).map(layout -> Arguments.of(name, layout)));
    }

    /** Has a benchmark check its result, forward. */
    public static void check(ConvolutionBenchmark benchmark, String layer, DataLayout layout) {
        benchmark.layer = layer;
        benchmark.layout = layout;
        benchmark.direction = Direction.FORWARD;
        benchmark.threads = 1;
        benchmark.prepare();
        benchmark.close();
    }
}
