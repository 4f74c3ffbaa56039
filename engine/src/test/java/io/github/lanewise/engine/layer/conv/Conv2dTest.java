package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Values and gradients of convolutions against the reference. */
final class Conv2dTest {
    private static final int TRIES = 120;

    /** Whole numbers up to this keep every sum of the largest geometry below 2²⁴, thus exact. */
    private static final int EXACT = 4;

    @Provide
    Arbitrary<ReferenceConvolution> possible() {
        return ConvolutionGeometries.possible();
    }

    @Provide
    Arbitrary<ReferenceConvolution> same() {
        return ConvolutionGeometries.same();
    }

    @Provide
    Arbitrary<ReferenceConvolution> shallow() {
        return ConvolutionGeometries.shallow();
    }

    @Property(tries = TRIES)
    void valuesAndGradientsAreTheReferences(
            @ForAll("possible") ReferenceConvolution convolution,
            @ForAll boolean bias,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll long seed) {
        Conv2d layer = ConvolutionGeometries.layer(convolution);
        DrawnConvolution biased = DrawnConvolution.uniform(convolution, seed);
        DrawnConvolution drawn = bias ? biased : biased.withoutBias();
        assertWithinRounding(drawn, run(drawn, bias ? layer : layer.withoutBias(), border));
    }

    /** Directly summed whole numbers leave no room for a missing or doubled term. */
    @Property(tries = TRIES)
    void wholeNumbersAreExact(
            @ForAll("possible") ReferenceConvolution c,
            @ForAll @IntRange(min = 0, max = 1) int border,
            @ForAll long seed) {
        assertExactWithWholeNumbers(c, border, seed);
    }

    @Property(tries = TRIES)
    void wholeNumbersAreExactWithFewChannels(
            @ForAll("shallow") ReferenceConvolution c,
            @ForAll @IntRange(min = 0, max = 1) int border,
            @ForAll long seed) {
        assertExactWithWholeNumbers(c, border, seed);
    }

    private static void assertExactWithWholeNumbers(ReferenceConvolution c, int border, long seed) {
        DrawnConvolution drawn = DrawnConvolution.integers(c, EXACT, seed);
        assertAllExact(drawn, run(drawn, ConvolutionGeometries.layer(c), border));
    }

    /** Every result of a layer with bias is the reference's to the last bit. */
    static void assertAllExact(DrawnConvolution drawn, Result result) {
        assertExact("y", result.y(), drawn.forward());
        assertExact("dx", result.dx(), drawn.backwardData());
        assertExact("dw", result.gradient("weight"), drawn.backwardWeights());
        assertExact("db", result.gradient("bias"), drawn.geometry().backwardBias(drawn.wideDy()));
    }

    @Property(tries = TRIES / 2)
    void samePaddingIsTheReferences(
            @ForAll("same") ReferenceConvolution convolution, @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.uniform(convolution, seed);
        Conv2d layer = ConvolutionGeometries.unpadded(convolution).same();
        assertWithinRounding(drawn, run(drawn, layer, 0));
    }

    @Property(tries = TRIES / 2)
    void trueConvolutionIsCrossCorrelationWithTheFlippedFilter(
            @ForAll("possible") ReferenceConvolution c, @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.integers(c, EXACT, seed);
        Conv2d layer = ConvolutionGeometries.layer(c);
        float[] flipped = Values.narrow(c.flip(widen(drawn.w())));
        DrawnConvolution turned = drawn.withWeights(flipped);
        Result convolved = run(drawn, layer.trueConvolution(), 0);
        Result correlated = run(turned, layer, 0);
        assertExact("y", convolved.y(), correlated.y());
        assertExact("dx", convolved.dx(), correlated.dx());
        assertExact(
                "dw", convolved.gradient("weight"), c.flip(widen(correlated.gradient("weight"))));
    }

    @Property(tries = TRIES / 2)
    void inferenceGivesTheBitsOfTraining(
            @ForAll("possible") ReferenceConvolution c, @ForAll long seed) {
        DrawnConvolution drawn = DrawnConvolution.uniform(c, seed);
        Conv2d layer = ConvolutionGeometries.layer(c);
        float[] inferred =
                LayerHarness.of(layer, ConvolutionGeometries.input(c))
                        .parameter("weight", drawn.w())
                        .parameter("bias", drawn.bias())
                        .forward(drawn.x());
        assertExact("y", inferred, run(drawn, layer, 0).y());
    }

    static Result run(DrawnConvolution drawn, Conv2d layer, int border) {
        LayerHarness harness =
                LayerHarness.of(layer, ConvolutionGeometries.input(drawn.geometry()))
                        .borders(border)
                        .parameter("weight", drawn.w());
        return (layer.bias() ? harness.parameter("bias", drawn.bias()) : harness)
                .run(drawn.x(), drawn.dy());
    }

    /** Each result within the rounding of a sum as long as the operation's. */
    static void assertWithinRounding(DrawnConvolution drawn, Result result) {
        ReferenceConvolution c = drawn.geometry();
        DrawnConvolution magnitudes = drawn.magnitudes();
        int outputs = c.windows().outputs();
        int area = c.windows().area();
        assertWithin(
                "y",
                result.y(),
                drawn.forward(),
                Tolerance.sums((long) c.inputs() * area + 1, magnitudes.forward()));
        assertWithin(
                "dx",
                result.dx(),
                drawn.backwardData(),
                Tolerance.sums((long) c.filters() * area, magnitudes.backwardData()));
        assertWithin(
                "dw",
                result.gradient("weight"),
                drawn.backwardWeights(),
                Tolerance.sums((long) c.images() * outputs, magnitudes.backwardWeights()));
        if (result.has("bias")) {
            assertWithin(
                    "db",
                    result.gradient("bias"),
                    c.backwardBias(drawn.wideDy()),
                    Tolerance.sums(
                            (long) c.images() * outputs, c.backwardBias(magnitudes.wideDy())));
        }
    }
}
