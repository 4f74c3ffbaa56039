package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Windows;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** How much minimal filtering rounds, beside the direct sum. */
final class WinogradAccuracyTest {
    private static final List<Integer> CHANNELS = List.of(16, 64, 128);
    private static final int STATED_CHANNELS = 64;

    /** Estimates from some thousand outputs scatter by a few per cent. */
    private static final double SCATTER = 1.15;

    /**
     * RMS error at 64 channels in units of the standard deviation of the output; direct sums have
     * 4.3e-7 in the naive order of additions.
     */
    private static final Map<ConvAlgorithm, Double> LIMITS =
            new EnumMap<>(
                    Map.of(
                            ConvAlgorithm.DIRECT, 1e-6,
                            ConvAlgorithm.WINOGRAD_2X2, 5e-7,
                            ConvAlgorithm.WINOGRAD_4X4, 1.2e-6));

    @Test
    void roundingStaysSmallAndGrowsWithTheRootOfTheChannels(TestReporter reporter) {
        LIMITS.forEach((algorithm, limit) -> {
            double[][] errors =
                    CHANNELS.stream()
                            .map(channels -> errors(algorithm, channels))
                            .toArray(double[][]::new);
            for (int i = 0; i < errors.length; i++) {
                int channels = CHANNELS.get(i);
                reporter.publishEntry(
                        "%s, %d channels".formatted(algorithm, channels),
                        "forward %.2g, backward data %.2g, backward weights %.2g"
                                .formatted(errors[i][0], errors[i][1], errors[i][2]));
                double growth = Math.sqrt((double) channels / CHANNELS.getFirst()) * SCATTER;
                for (int direction = 0; direction < 2; direction++) {
                    if (i > 0) {
                        assertThat(errors[i][direction])
                                .as("%s, %d channels", algorithm, channels)
                                .isLessThan(errors[0][direction] * growth);
                    }
                    if (channels == STATED_CHANNELS) {
                        assertThat(errors[i][direction]).isLessThan(limit);
                    }
                }
                // Sums over pixels and images, not over channels.
                assertThat(errors[i][2]).isLessThan(limit);
            }
        });
    }

    /** Returns the RMS errors of y, dx and dw in units of their standard deviations. */
    private static double[] errors(ConvAlgorithm algorithm, int channels) {
        Axis axis = Axis.of(14, 3, 1, 1);
        ReferenceConvolution c =
                new ReferenceConvolution(2, channels, channels, new Windows(axis, axis));
        DrawnConvolution drawn = DrawnConvolution.uniform(c, channels).withoutBias();
        Conv2d layer = ConvolutionGeometries.layer(c).withoutBias().algorithm(algorithm);
        Result result = Conv2dTest.run(drawn, layer, 0);
        return new double[] {
            error(result.y(), drawn.forward()),
            error(result.dx(), drawn.backwardData()),
            error(result.gradient("weight"), drawn.backwardWeights())
        };
    }

    private static double error(float[] actual, double[] expected) {
        double squaredError = 0;
        double squares = 0;
        for (int i = 0; i < actual.length; i++) {
            squaredError += (actual[i] - expected[i]) * (actual[i] - expected[i]);
            squares += expected[i] * expected[i];
        }
        return Math.sqrt(squaredError / squares);
    }
}
