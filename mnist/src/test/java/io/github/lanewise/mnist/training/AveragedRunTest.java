package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Training with a moving average of the weights. */
class AveragedRunTest {
    private static final Model MODEL = Models.LENET5;
    private static final DataSet DIGITS = DrawnDigits.generate(3, 100, 33, 1);

    /** From the 8th of the 16 steps on it is this, not the warm-up, that limits the decay. */
    private static final double DECAY = 0.5;

    /** The parameters between two steps, and the average of them by its definition. */
    private static final class Follower implements TrainingListener {
        private final Network network;
        private final double[] average;
        private final List<EpochResult> results = new ArrayList<>();
        private float[] last;
        private int steps;

        Follower(Network network) {
            this.network = network;
            last = parameters(network);
            average = new double[last.length];
            for (int i = 0; i < last.length; i++) {
                average[i] = last[i];
            }
        }

        @Override
        public void step(int epoch, long images, double lossSum) {
            last = parameters(network);
            steps++;
            double decay = Math.min(DECAY, (1.0 + steps) / (10.0 + steps));
            for (int i = 0; i < last.length; i++) {
                average[i] = decay * average[i] + (1 - decay) * last[i];
            }
        }

        @Override
        public void epoch(EpochResult result) {
            results.add(result);
        }
    }

    private static float[] parameters(Network network) {
        int count = network.parameters().stream().mapToInt(Parameter::count).sum();
        float[] all = new float[count];
        int at = 0;
        for (Parameter parameter : network.parameters()) {
            float[] values = parameter.toArray();
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    private static TrainingOptions options(double decay) {
        UpdateOptions update =
                new UpdateOptions(
                        new SgdOptions(0.9, false, 0),
                        Schedule.CONSTANT,
                        0.02,
                        OptionalDouble.empty(),
                        0,
                        decay);
        return new TrainingOptions(MODEL, 4, 30, 1, 2, update);
    }

    @Test
    void theAverageIsTestedAndLeftWhileTrainingGoesOnWithTheWeightsThemselves() {
        float[] plain;
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options(0), network)) {
            trainer.run(DIGITS, new Follower(network));
            plain = parameters(network);
        }
        long before = Workspace.totalLiveBytes();
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options(DECAY), network);
                Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            Follower follower = new Follower(network);
            trainer.run(DIGITS, follower);
            assertThat(follower.last).isEqualTo(plain);
            float[] left = parameters(network);
            assertThat(left).isNotEqualTo(plain);
            for (int i = 0; i < left.length; i++) {
                assertThat((double) left[i]).isCloseTo(follower.average[i], within(1e-6));
            }
            Evaluation test =
                    inference.evaluate(Trainer.samples(DIGITS.test(), Normalization.of(MODEL)));
            assertThat(follower.results.getLast().test())
                    .isEqualTo(new Score(test.loss(), test.accuracy()));
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Property
    void theDecayWarmsUpToItsValue(
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double most,
            @ForAll @LongRange(min = 1, max = 1_000_000) long steps) {
        assertThat(Learner.decay(most, steps))
                .isLessThanOrEqualTo(most)
                .isLessThanOrEqualTo(Learner.decay(most, steps + 1))
                .isLessThan(1 - 9.0 / (11 + steps));
        assertThat(Learner.decay(most, 1_000_000)).isEqualTo(most);
    }
}
