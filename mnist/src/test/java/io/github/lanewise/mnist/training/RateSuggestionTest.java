package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.training.RateSweep.Point;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSuggestionTest {
    private static List<Point> points(double... smoothed) {
        List<Point> points = new ArrayList<>();
        for (double loss : smoothed) {
            points.add(new Point(points.size() + 1.0, 0, loss));
        }
        return points;
    }

    @Test
    void sharesOfTheRateWithTheLowestLoss() {
        RateSuggestion found =
                RateSuggestion.of(points(2, 1.5, 1, 0.5, 0.6, Double.NaN)).orElseThrow();
        assertThat(found.lowest()).isEqualTo(4);
        assertThat(found.oneCycle()).isEqualTo(2);
        assertThat(found.constant()).isEqualTo(0.4);
    }

    @Test
    void noneWhereTheLossHardlyFalls() {
        assertThat(RateSuggestion.of(points(2, 1.9, 3))).isEmpty();
        assertThat(RateSuggestion.of(points(Double.NaN))).isEmpty();
        assertThat(RateSuggestion.of(points(2, 1.6, 3))).isPresent();
    }

    @Test
    void whatIsNoNumberHasDiverged() {
        assertThat(RateSweep.hasDiverged(points(2, 1, Double.NaN))).isTrue();
        assertThat(RateSweep.hasDiverged(points(2, 1, Double.POSITIVE_INFINITY))).isTrue();
        assertThat(RateSweep.hasDiverged(points(2, 1, 3.9))).isFalse();
    }
}
