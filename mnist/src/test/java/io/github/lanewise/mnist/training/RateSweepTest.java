package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.mnist.training.RateSweep.Point;
import io.github.lanewise.models.Models;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class RateSweepTest {
    /** Three full batches and one that is left out. */
    private static final DataSet DIGITS = DrawnDigits.generate(3, 100, 33, 1);

    private static List<Point> run(RateSweep sweep, int threads) {
        TrainingOptions options =
                new TrainingOptions(
                        Models.LENET5,
                        1,
                        30,
                        1,
                        threads,
                        new UpdateOptions(
                                new SgdOptions(0.9, false, 0),
                                Schedule.CONSTANT,
                                0.01,
                                OptionalDouble.empty()),
                        new Augmentation(1, 0, 0, 0, Elastic.NONE),
                        ModelSelection.LAST);
        try (Network network = Models.LENET5.build(1)) {
            return sweep.run(options, network, DIGITS);
        }
    }

    @Test
    void theRateGrowsByTheSameFactorAtEachStep() {
        List<Point> points = run(new RateSweep(1e-4, 1e-2, 5), 1);
        assertThat(points).hasSize(5);
        for (int i = 0; i < 5; i++) {
            assertThat(points.get(i).rate()).isCloseTo(1e-4 * Math.pow(10, i / 2.0), within(1e-12));
        }
        assertThat(RateSweep.hasDiverged(points)).isFalse();
    }

    /** s = Σ 0.95^(n − i) · loss / Σ 0.95^(n − i) */
    @Test
    void theSmoothedLossIsAWeightedMeanOfAllUntilThen() {
        List<Point> points = run(new RateSweep(1e-4, 1e-2, 12), 1);
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < points.size(); i++) {
            double weight = Math.pow(0.95, points.size() - 1.0 - i);
            sum += weight * points.get(i).loss();
            weights += weight;
        }
        assertThat(points.getLast().smoothed()).isCloseTo(sum / weights, within(1e-9));
        assertThat(points.getFirst().smoothed()).isEqualTo(points.getFirst().loss());
    }

    @Test
    void itLearnsAndThenStopsWhereTheLossDiverges() {
        List<Point> points = run(new RateSweep(1e-3, 1e6, 300), 2);
        double lowest = points.stream().mapToDouble(Point::smoothed).min().orElseThrow();
        assertThat(lowest).isLessThan(0.7 * points.getFirst().loss());
        assertThat(points).hasSizeLessThan(300);
        assertThat(RateSweep.hasDiverged(points)).isTrue();
        assertThat(RateSweep.hasDiverged(points.subList(0, points.size() - 1))).isFalse();
    }

    @Test
    void threadsDoNotChangeABit() {
        RateSweep sweep = new RateSweep(1e-3, 1, 20);
        assertThat(run(sweep, 3)).isEqualTo(run(sweep, 1));
    }

    @Test
    void frees() {
        long before = Workspace.totalLiveBytes();
        run(new RateSweep(1e-3, 1e-2, 2), 2);
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }
}
