package io.github.lanewise.engine.layer.regularization;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.LayerHarness.Result;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DropoutTest {
    @Property(tries = 80)
    void elementsAreDroppedOrScaledAndGradientsLikewise(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 10) int channels,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll boolean inPlace,
            @ForAll @DoubleRange(min = 0, max = 0.9) double probability) {
        Shape shape = Shape.of(channels, size, size + 1);
        float[] ones = new float[images * shape.elements()];
        Arrays.fill(ones, 1);
        LayerHarness harness = LayerHarness.of(Dropout.of(probability), shape).borders(border);
        Result result = (inPlace ? harness.inPlace() : harness).run(ones, ones);
        float kept = (float) (1 / (1 - probability));
        for (float value : result.y()) {
            if (value != 0 && value != kept) {
                throw new AssertionError(value + " is neither 0 nor " + kept);
            }
        }
        assertExact("dx", result.dx(), result.y());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.9})
    void theShareOfZerosIsTheProbability(double probability) {
        Shape shape = Shape.of(10, 20, 20);
        int count = 16 * shape.elements();
        float[] x = new float[count];
        Arrays.fill(x, 1);
        float[] y = LayerHarness.of(Dropout.of(probability), shape).run(x, x).y();
        double zeros = 0;
        double sum = 0;
        for (float value : y) {
            zeros += value == 0 ? 1 : 0;
            sum += value;
        }
        // Six standard deviations of a binomial distribution.
        double deviation = 6 * Math.sqrt(probability * (1 - probability) / count) + 1e-12;
        assertThat(zeros / count).isCloseTo(probability, within(deviation));
        assertThat(sum / count).isCloseTo(1, within(deviation / (1 - probability) + 1e-6));
    }

    /** Neighbouring images, pixels and groups are dropped independently of each other. */
    @Test
    void choicesOfNeighboursAreUncorrelated() {
        Shape shape = Shape.of(4, 20, 20);
        float[] x = new float[64 * shape.elements()];
        Arrays.fill(x, 1);
        float[] y = LayerHarness.of(Dropout.of(0.5), shape).run(x, x).y();
        for (int distance : new int[] {1, 2, 20, 400, shape.elements(), 16 * shape.elements()}) {
            double correlation = 0;
            int pairs = y.length - distance;
            for (int i = 0; i < pairs; i++) {
                correlation += (y[i] - 1) * (y[i + distance] - 1);
            }
            assertThat(correlation / pairs)
                    .as("distance %d", distance)
                    .isCloseTo(0, within(6 / Math.sqrt(pairs)));
        }
    }

    @Test
    void stepsAndLayersDropIndependently() {
        Shape shape = Shape.of(4, 20, 20);
        float[] x = new float[64 * shape.elements()];
        Arrays.fill(x, 1);
        LayerHarness harness = LayerHarness.of(Dropout.of(0.5), shape);
        float[] first = harness.at(0, 1).run(x, x).y();
        assertExact("same place", harness.at(0, 1).run(x, x).y(), first);
        for (int place = 1; place <= 2; place++) {
            float[] y = harness.at(2 - place, place).run(x, x).y();
            double correlation = 0;
            for (int i = 0; i < y.length; i++) {
                correlation += (y[i] - 1) * (first[i] - 1);
            }
            assertThat(correlation / y.length).isCloseTo(0, within(6 / Math.sqrt(y.length)));
        }
    }

    @Test
    void inferenceChangesNothing() {
        Shape shape = Shape.of(3, 4, 5);
        float[] x = Values.uniform(1, 20 * shape.elements());
        LayerHarness harness = LayerHarness.of(Dropout.of(0.5), shape).inference();
        assertExact("y", harness.forward(x), x);
        assertExact("y in place", harness.inPlace().forward(x), x);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
    void impossibleProbabilitiesAreRefused(double probability) {
        assertThatThrownBy(() -> Dropout.of(probability))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(probability));
    }
}
