package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.optimizer.LearningRate;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static LearningRate named(String name) {
        return Schedule.named(name).orElseThrow().at(0.5);
    }

    @Test
    void areFoundByTheirNames() {
        assertThat(Schedule.names()).containsExactly("constant", "step", "cosine", "one-cycle");
        assertThat(Schedule.named("ONE_CYCLE")).isEmpty();
    }

    @Test
    void moveAsTheirNamesSay() {
        assertThat(named("constant").at(89, 90)).isEqualTo(0.5);
        assertThat(named("step").at(29, 90)).isEqualTo(0.5);
        assertThat(named("step").at(30, 90)).isCloseTo(0.05, within(1e-12));
        assertThat(named("step").at(89, 90)).isCloseTo(0.005, within(1e-12));
        assertThat(named("cosine").at(0, 90)).isEqualTo(0.5);
        assertThat(named("cosine").at(45, 90)).isCloseTo(0.25, within(1e-9));
        assertThat(named("one-cycle").at(0, 90)).isLessThan(0.05);
        assertThat(named("one-cycle").at(26, 90)).isCloseTo(0.5, within(1e-9));
        assertThat(named("one-cycle").at(89, 90)).isLessThan(0.001);
    }
}
