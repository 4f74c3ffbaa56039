package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Minimal filtering against the reference. */
final class WinogradTest {
    private static final int TRIES = 80;

    /**
     * With whole numbers up to this, all that F(2×2, 3×3) computes is a multiple of 1/16 below 2²⁰,
     * thus exact.
     */
    private static final int EXACT = 4;

    /** Errors of many values in units of the values; a few times what is measured. */
    private static final double TYPICAL = 1e-5;

    /** Values that count as many. */
    private static final int FEWEST = 16;

    @Provide
    Arbitrary<ReferenceConvolution> winograd() {
        return ConvolutionGeometries.winograd();
    }

    @Property(tries = TRIES)
    void wholeNumbersAreExactWithTilesOfTwo(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.integers(c, EXACT, seed);
        Conv2d layer = ConvolutionGeometries.layer(c).algorithm(ConvAlgorithm.WINOGRAD_2X2);
        Conv2dTest.assertAllExact(drawn, Conv2dTest.run(drawn, layer, border));
        float[] flipped = Values.narrow(c.flip(widen(drawn.w())));
        Result turned = Conv2dTest.run(drawn.withWeights(flipped), layer.trueConvolution(), border);
        assertExact("y, flipped", turned.y(), drawn.forward());
        assertExact("dx, flipped", turned.dx(), drawn.backwardData());
        assertExact("dw, flipped", turned.gradient("weight"), c.flip(drawn.backwardWeights()));
    }

    @Property(tries = TRIES)
    void valuesAndGradientsAreTheReferencesWithTilesOfFour(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll boolean bias,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll long seed) {
        DrawnConvolution biased = DrawnConvolution.uniform(c, seed);
        DrawnConvolution drawn = bias ? biased : biased.withoutBias();
        Conv2d layer = ConvolutionGeometries.layer(c).algorithm(ConvAlgorithm.WINOGRAD_4X4);
        Result result = Conv2dTest.run(drawn, bias ? layer : layer.withoutBias(), border);
        WinogradMatrices f4 = WinogradMatrices.F4;
        // All values are within ±1; a result rounds once per channel, and in each of two
        // transforms forth and two back once per line.
        int transforms = 4 * f4.extent();
        double forward = f4.forwardMagnitude() * f4.forwardMagnitude();
        assertClose("y", result.y(), drawn.forward(), bound(c.inputs(), transforms, forward));
        assertClose(
                "dx", result.dx(), drawn.backwardData(), bound(c.filters(), transforms, forward));
        int tiles =
                Math.ceilDiv(c.windows().vertical().outputs(), f4.outputs())
                        * Math.ceilDiv(c.windows().horizontal().outputs(), f4.outputs());
        double filter = f4.filterGradientMagnitude() * f4.filterGradientMagnitude();
        assertClose(
                "dw",
                result.gradient("weight"),
                drawn.backwardWeights(),
                bound(c.images() * tiles, transforms, filter));
        if (bias) {
            int outputs = c.windows().outputs();
            assertWithin(
                    "db",
                    result.gradient("bias"),
                    c.backwardBias(drawn.wideDy()),
                    Tolerance.sums(
                            (long) c.images() * outputs,
                            c.backwardBias(drawn.magnitudes().wideDy())));
        }
    }

    private static double bound(int terms, int transforms, double magnitude) {
        return Tolerance.sum(terms + transforms) * (terms * magnitude + 1);
    }

    private static void assertClose(String what, float[] actual, double[] expected, double bound) {
        double[] bounds = new double[expected.length];
        Arrays.fill(bounds, bound);
        assertWithin(what, actual, expected, bounds);
        // The bound holds for the worst case; all values together are much closer.
        double[] errors = new double[expected.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = actual[i] - expected[i];
        }
        if (expected.length >= FEWEST) {
            assertThat(Math.sqrt(Values.dot(errors, errors)))
                    .as("%s, root of the squared errors", what)
                    .isLessThan(TYPICAL * Math.sqrt(Values.dot(expected, expected)));
        }
    }

    @Property(tries = TRIES / 2)
    void inferenceGivesTheBitsOfTraining(
            @ForAll("winograd") ReferenceConvolution c,
            @ForAll("algorithms") ConvAlgorithm algorithm,
            @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.uniform(c, seed);
        Conv2d layer = ConvolutionGeometries.layer(c).algorithm(algorithm);
        float[] inferred =
                LayerHarness.of(layer, ConvolutionGeometries.input(c))
                        .parameter("weight", drawn.w())
                        .parameter("bias", drawn.bias())
                        .forward(drawn.x());
        assertExact("y", inferred, Conv2dTest.run(drawn, layer, 0).y());
    }

    @Provide
    Arbitrary<ConvAlgorithm> algorithms() {
        return Arbitraries.of(ConvAlgorithm.WINOGRAD_2X2, ConvAlgorithm.WINOGRAD_4X4);
    }

    @Test
    void whatCannotBeDoneIsRefusedWithAReason() {
        Conv2d conv = Conv2d.of(4, 3).algorithm(ConvAlgorithm.WINOGRAD_4X4);
        assertRefused(Conv2d.of(4, 5).algorithm(ConvAlgorithm.WINOGRAD_2X2), "5×5");
        assertRefused(conv.stride(2, 1), "2×1");
        assertRefused(conv.padding(3), "padding");
    }

    private static void assertRefused(Conv2d conv, String reason) {
        Shape input = Shape.of(3, 9, 9);
        assertThatThrownBy(() -> conv.outputShape(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(conv.algorithm().toString())
                .hasMessageContaining(reason)
                .hasMessageContaining("DIRECT");
    }
}
