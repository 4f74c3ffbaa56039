package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Axis;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.reference.Windows;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The algebra of convolution holds for minimal filtering too. */
final class WinogradInvariantsTest {
    private static final int TRIES = 40;

    /** Several times the rounding that {@link WinogradAccuracyTest} finds, for small sums too. */
    private static final double RELATIVE = 2e-5;

    @Provide
    Arbitrary<ReferenceConvolution> winograd() {
        return ConvolutionGeometries.winograd();
    }

    @Provide
    Arbitrary<ConvAlgorithm> algorithms() {
        return Arbitraries.of(ConvAlgorithm.WINOGRAD_2X2, ConvAlgorithm.WINOGRAD_4X4);
    }

    /** ⟨conv(x, w), dy⟩ = ⟨x, convᵀ(dy, w)⟩ = ⟨w, convᵂ(x, dy)⟩. */
    @Property(tries = TRIES)
    void backwardPassesAreTheAdjoints(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll("algorithms") ConvAlgorithm algorithm,
            @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.uniform(c, seed).withoutBias();
        Conv2d layer = ConvolutionGeometries.layer(c).withoutBias().algorithm(algorithm);
        Result result = Conv2dTest.run(drawn, layer, 0);
        double output = Values.dot(widen(result.y()), widen(drawn.dy()));
        double input = Values.dot(widen(drawn.x()), widen(result.dx()));
        double weights = Values.dot(widen(drawn.w()), widen(result.gradient("weight")));
        DrawnConvolution magnitudes = drawn.magnitudes();
        double bound = RELATIVE * Values.dot(magnitudes.forward(), magnitudes.wideDy());
        assertThat(Math.abs(output - input)).isLessThanOrEqualTo(bound);
        assertThat(Math.abs(output - weights)).isLessThanOrEqualTo(bound);
    }

    @Property(tries = TRIES)
    void theForwardPassIsLinearInTheInput(
            @ForAll("winograd") ReferenceConvolution c, @ForAll long seed) {
        DrawnConvolution first = DrawnConvolution.integers(c, 2, seed).withoutBias();
        float[] second = Values.integers(seed + 9, c.inputCount(), 2);
        float[] sum = new float[second.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = 3 * first.x()[i] + second[i];
        }
        ConvAlgorithm exact = ConvAlgorithm.WINOGRAD_2X2;
        double[] expected = widen(forward(first, exact));
        double[] other = widen(forward(first.withInput(second), exact));
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 3 * expected[i] + other[i];
        }
        assertExact("y", forward(first.withInput(sum), exact), expected);
    }

    /**
     * An input moved by whole pixels moves the output, where neither meets a border: to the bit, if
     * it moves by whole tiles.
     */
    @Property(tries = TRIES)
    void shiftingTheInputShiftsTheOutput(
            @ForAll("algorithms") ConvAlgorithm algorithm,
            @ForAll @IntRange(min = 1, max = 20) int images,
            @ForAll @IntRange(min = 1, max = 20) int channels,
            @ForAll @IntRange(min = 0, max = 4) int down,
            @ForAll @IntRange(min = 0, max = 4) int right,
            @ForAll long seed) {
        int extent = 19;
        int margin = 7;
        Axis axis = Axis.of(extent, 3, 1, 1);
        ReferenceConvolution c =
                new ReferenceConvolution(images, channels, 3, new Windows(axis, axis));
        DrawnConvolution drawn = DrawnConvolution.uniform(c, seed).withoutBias();
        float[] still = new float[c.inputCount()];
        float[] moved = new float[still.length];
        for (int i = 0; i < still.length; i++) {
            int row = i / extent % extent;
            int column = i % extent;
            boolean inside = Math.min(row, column) >= margin && Math.max(row, column) < margin + 4;
            if (inside) {
                still[i] = drawn.x()[i];
                moved[i + down * extent + right] = still[i];
            }
        }
        float[] y = forward(drawn.withInput(still), algorithm);
        float[] shifted = new float[y.length];
        for (int i = 0; i < y.length; i++) {
            int row = i / extent % extent + down;
            int column = i % extent + right;
            if (row < extent && column < extent) {
                shifted[i + down * extent + right] = y[i];
            }
        }
        boolean wholeTiles = down % 4 == 0 && right % 4 == 0;
        double[] bounds = new double[y.length];
        Arrays.fill(bounds, wholeTiles ? 0 : RELATIVE * 9 * channels);
        assertWithin("y", forward(drawn.withInput(moved), algorithm), widen(shifted), bounds);
    }

    private static float[] forward(DrawnConvolution drawn, ConvAlgorithm algorithm) {
        Conv2d layer = ConvolutionGeometries.layer(drawn.geometry()).withoutBias();
        return LayerHarness.of(
                        layer.algorithm(algorithm), ConvolutionGeometries.input(drawn.geometry()))
                .parameter("weight", drawn.w())
                .forward(drawn.x());
    }
}
