package io.github.lanewise.engine.layer.pool;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.ReferencePooling;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import java.util.Arrays;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Values, gradients and bounds of max and average pooling. */
final class PoolingTest {
    private static final int TRIES = 120;

    @Provide
    Arbitrary<DrawnPooling> possible() {
        return DrawnPooling.possible();
    }

    @Property(tries = TRIES)
    void maximaAreTheReferences(
            @ForAll("possible") DrawnPooling drawn,
            @ForAll boolean tied,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll long seed) {
        float[] x = tied ? drawn.tiedInput(seed) : drawn.uniformInput(seed);
        float[] dy = drawn.uniformGradient(seed + 1);
        Result result = LayerHarness.of(drawn.maximum(), drawn.input()).borders(border).run(x, dy);
        ReferencePooling reference = drawn.reference();
        assertExact("y", result.y(), reference.maximum(widen(x)));
        // An input may win all windows that it is in: a sum of up to R·S gradients.
        assertWithin(
                "dx",
                result.dx(),
                reference.maximumBackward(widen(x), widen(dy)),
                Tolerance.sums(
                        drawn.windows().area(),
                        reference.maximumBackward(widen(x), Values.absolute(widen(dy)))));
    }

    /**
     * With whole gradients nothing is rounded, so that each must have gone to the first maximum.
     */
    @Property(tries = TRIES)
    void tiesGoToTheFirstMaximum(@ForAll("possible") DrawnPooling drawn, @ForAll long seed) {
        float[] x = drawn.tiedInput(seed);
        float[] dy = Values.integers(seed, drawn.planes() * drawn.windows().outputs(), 9);
        Result result = LayerHarness.of(drawn.maximum(), drawn.input()).run(x, dy);
        assertExact("dx", result.dx(), drawn.reference().maximumBackward(widen(x), widen(dy)));
    }

    @Property(tries = TRIES)
    void averagesAreTheReferences(
            @ForAll("possible") DrawnPooling drawn,
            @ForAll boolean countPadding,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll long seed) {
        float[] x = drawn.uniformInput(seed);
        float[] dy = drawn.uniformGradient(seed + 1);
        Result result =
                LayerHarness.of(drawn.average(countPadding), drawn.input())
                        .borders(border)
                        .run(x, dy);
        ReferencePooling reference = drawn.reference();
        // One more rounding for the factor 1 / count.
        int terms = drawn.windows().area() + 1;
        assertWithin(
                "y",
                result.y(),
                reference.average(widen(x), countPadding),
                Tolerance.sums(terms, reference.average(Values.absolute(widen(x)), countPadding)));
        assertWithin(
                "dx",
                result.dx(),
                reference.averageBackward(widen(dy), countPadding),
                Tolerance.sums(
                        terms,
                        reference.averageBackward(Values.absolute(widen(dy)), countPadding)));
    }

    /** min ≤ average ≤ max over the inputs of each window, but for the rounding of the average. */
    @Property(tries = TRIES / 2)
    void theAverageIsBetweenMinimumAndMaximum(
            @ForAll("possible") DrawnPooling drawn, @ForAll long seed) {
        float[] x = drawn.uniformInput(seed);
        float[] average = LayerHarness.of(drawn.average(false), drawn.input()).forward(x);
        float[] maximum = LayerHarness.of(drawn.maximum(), drawn.input()).forward(x);
        double[] minimum = drawn.reference().minimum(widen(x));
        double rounding = Tolerance.sum(drawn.windows().area() + 1);
        for (int i = 0; i < average.length; i++) {
            if (!(average[i] >= minimum[i] - rounding && average[i] <= maximum[i] + rounding)) {
                throw new AssertionError(
                        "average %d is %s, not between %s and %s"
                                .formatted(i, average[i], minimum[i], maximum[i]));
            }
        }
    }

    @Property(tries = TRIES / 2)
    void theAverageOfAConstantIsTheConstant(@ForAll("possible") DrawnPooling drawn) {
        float[] x = new float[drawn.planes() * drawn.windows().inputs()];
        Arrays.fill(x, 3);
        float[] average = LayerHarness.of(drawn.average(false), drawn.input()).forward(x);
        double[] expected = new double[average.length];
        Arrays.fill(expected, 3);
        assertWithin("y", average, expected, Tolerance.sums(drawn.windows().area() + 1, expected));
    }

    /** ⟨average(x), dy⟩ = ⟨x, averageᵀ(dy)⟩. */
    @Property(tries = TRIES / 2)
    void averagingBackwardIsTheAdjoint(
            @ForAll("possible") DrawnPooling drawn,
            @ForAll boolean countPadding,
            @ForAll long seed) {
        float[] x = drawn.uniformInput(seed);
        float[] dy = drawn.uniformGradient(seed + 1);
        Result result = LayerHarness.of(drawn.average(countPadding), drawn.input()).run(x, dy);
        double forward = Values.dot(widen(result.y()), widen(dy));
        double backward = Values.dot(widen(x), widen(result.dx()));
        double terms =
                Values.dot(
                        drawn.reference().average(Values.absolute(widen(x)), countPadding),
                        Values.absolute(widen(dy)));
        double bound = 2 * Tolerance.sum(drawn.windows().area() + 1) * terms + 1e-30;
        assertThat(Math.abs(forward - backward)).isLessThanOrEqualTo(bound);
    }
}
