package io.github.lanewise.mnist.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.prediction.Ranking.Ranked;
import org.junit.jupiter.api.Test;

class RankingTest {
    @Test
    void probabilitiesStayAsTheyAre() {
        assertThat(Ranking.of(new float[] {0.125f, 0.625f, 0.25f}, 2))
                .containsExactly(new Ranked(1, 0.625), new Ranked(2, 0.25));
    }

    @Test
    void otherScoresGoThroughASoftmax() {
        double e = Math.E;
        assertThat(Ranking.probabilities(new float[] {1000, 1001, 999}))
                .containsExactly(
                        new double[] {
                            e / (e + e * e + 1), e * e / (e + e * e + 1), 1 / (e + e * e + 1)
                        },
                        within(1e-12));
        // Within 0 and 1, but no distribution.
        assertThat(Ranking.probabilities(new float[] {0.5f, 0.5f, 0.5f}))
                .containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, within(1e-12));
    }

    @Test
    void theFirstOfEqualOnesIsFirstAndAllAreTheMost() {
        assertThat(Ranking.of(new float[] {0.25f, 0.5f, 0.25f}, 9))
                .extracting(Ranked::category)
                .containsExactly(1, 0, 2);
    }

    @Test
    void whatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Ranking.of(new float[] {1, Float.NaN}, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
