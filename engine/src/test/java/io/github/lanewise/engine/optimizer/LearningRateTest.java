package io.github.lanewise.engine.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class LearningRateTest {
    private static final Offset<Double> CLOSE = within(1e-12);

    @Property(tries = 200)
    void ratesArePositiveAndAtMostThePeakForEveryLength(
            @ForAll @IntRange(min = 1, max = 3000) int steps) {
        LearningRate[] schedules = {
            LearningRate.constant(0.5),
            LearningRate.step(0.5, 3, 0.1),
            LearningRate.cosine(0.5),
            LearningRate.oneCycle(0.5)
        };
        for (LearningRate schedule : schedules) {
            for (int step = 0; step < steps; step++) {
                assertThat(schedule.at(step, steps)).isPositive().isLessThanOrEqualTo(0.5);
            }
        }
    }

    @Test
    void aConstantRateStays() {
        assertThat(LearningRate.constant(0.1).at(0, 10)).isEqualTo(0.1);
        assertThat(LearningRate.constant(0.1).at(9, 10)).isEqualTo(0.1);
    }

    @Test
    void aStepScheduleFallsAtEqualIntervals() {
        LearningRate schedule = LearningRate.step(1, 3, 0.1);
        assertThat(schedule.at(0, 9)).isEqualTo(1);
        assertThat(schedule.at(2, 9)).isEqualTo(1);
        assertThat(schedule.at(3, 9)).isCloseTo(0.1, CLOSE);
        assertThat(schedule.at(5, 9)).isCloseTo(0.1, CLOSE);
        assertThat(schedule.at(6, 9)).isCloseTo(0.01, CLOSE);
        assertThat(schedule.at(8, 9)).isCloseTo(0.01, CLOSE);
        assertThatThrownBy(() -> LearningRate.step(1, 0, 0.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }

    @Test
    void aCosineHasItsMiddleHalfway() {
        LearningRate schedule = LearningRate.cosine(2);
        assertThat(schedule.at(0, 100)).isEqualTo(2);
        assertThat(schedule.at(50, 100)).isCloseTo(1, CLOSE);
        assertThat(schedule.at(25, 100)).isCloseTo(1 + Math.sqrt(0.5), CLOSE);
        assertThat(schedule.at(99, 100)).isLessThan(0.01);
    }

    /** PyTorch's OneCycleLR(max_lr=1, total_steps=100): the peak is reached at step 29. */
    @Test
    void aCycleRisesAndFalls() {
        LearningRate schedule = LearningRate.oneCycle(1);
        assertThat(schedule.at(0, 100)).isCloseTo(1 / 25.0, CLOSE);
        assertThat(schedule.at(29, 100)).isCloseTo(1, CLOSE);
        assertThat(schedule.at(64, 100)).isCloseTo((1 + 4e-6) / 2, CLOSE);
        assertThat(schedule.at(99, 100)).isCloseTo(1 / 250_000.0, CLOSE);
        for (int step = 0; step < 99; step++) {
            boolean rising = schedule.at(step + 1, 100) > schedule.at(step, 100);
            assertThat(rising).as("step %d", step).isEqualTo(step < 29);
        }
    }
}
