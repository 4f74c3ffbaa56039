package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelSelectionTest {
    private static final Model MODEL = Models.LENET5;
    private static final DataSet DIGITS = DrawnDigits.generate(3, 200, 33, 1);
    private static final int HELD_OUT = 50;

    /** The weights after each epoch. */
    private static final class Follower implements TrainingListener {
        private final Network network;
        private final List<List<float[]>> weights = new ArrayList<>();
        private long imagesOfEpoch;

        Follower(Network network) {
            this.network = network;
        }

        @Override
        public void step(int epoch, long images, double lossSum) {
            imagesOfEpoch = images;
        }

        @Override
        public void epoch(EpochResult result) {
            weights.add(parameters(network));
        }
    }

    private static List<float[]> parameters(Network network) {
        return network.parameters().stream().map(Parameter::toArray).toList();
    }

    /** A learning rate with which accuracy goes up and down. */
    private static TrainingOptions options(int epochs, boolean best) {
        UpdateOptions update =
                new UpdateOptions(
                        new SgdOptions(0.9, false, 0),
                        Schedule.CONSTANT,
                        0.1,
                        OptionalDouble.empty());
        Augmentation shift = new Augmentation(2, 0, 0, 0, Elastic.NONE);
        ModelSelection selection = new ModelSelection(new HeldOut(HELD_OUT), best);
        return new TrainingOptions(MODEL, epochs, 15, 1, 1, update, shift, selection);
    }

    @Test
    void imagesThatAreHeldOutAreOnlyEvaluatedAndAsTheyAre() {
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options(2, false), network);
                Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            Follower follower = new Follower(network);
            List<EpochResult> results = trainer.run(DIGITS, follower);
            assertThat(follower.imagesOfEpoch).isEqualTo(200 - HELD_OUT);
            Split split = Split.of(DIGITS.training().labels(), HELD_OUT, 1);
            Evaluation validation =
                    inference.evaluate(
                            split.validation(
                                            Trainer.samples(
                                                    DIGITS.training(), Normalization.of(MODEL)))
                                    .orElseThrow());
            assertThat(results.getLast().validation())
                    .hasValue(new Score(validation.loss(), validation.accuracy()));
        }
    }

    /** Returns the first epoch that is worse than one before; a shorter run begins alike. */
    private static int worseEpoch() {
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options(12, false), network)) {
            List<EpochResult> results = trainer.run(DIGITS, new Follower(network));
            return IntStream.rangeClosed(2, results.size())
                    .filter(epoch -> !ModelSelection.isLastBest(results.subList(0, epoch)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theBestEpochLeavesItsWeights() {
        int epochs = worseEpoch();
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options(epochs, true), network)) {
            Follower follower = new Follower(network);
            List<EpochResult> results = trainer.run(DIGITS, follower);
            EpochResult best = ModelSelection.best(results);
            assertThat(best.epoch()).isLessThan(epochs);
            assertThat(parameters(network))
                    .usingRecursiveComparison()
                    .isEqualTo(follower.weights.get(best.epoch() - 1));
        }
    }

    private static EpochResult epoch(int number, Optional<Score> validation, Score test) {
        return new EpochResult(
                number, new EpochScores(new Score(0, 1), validation, test), 1, 1, 0.1);
    }

    @Test
    void validationDecidesThenItsLossThenWhoWasFirst() {
        Score best = new Score(0.1, 0.9);
        Score lossHigher = new Score(0.2, 0.9);
        Score lessRight = new Score(0.05, 0.8);
        assertThat(bestOf(lessRight, best, lossHigher, best)).isEqualTo(2);
        assertThat(bestOf(lossHigher, best)).isEqualTo(2);
        assertThat(bestOf(best, lossHigher, lessRight)).isEqualTo(1);
    }

    /** The test images say the opposite where there are images that are held out. */
    private static int bestOf(Score... scores) {
        List<EpochResult> validated = new ArrayList<>();
        List<EpochResult> tested = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            Score opposite = new Score(1 / scores[i].loss(), 1 - scores[i].accuracy());
            validated.add(epoch(i + 1, Optional.of(scores[i]), opposite));
            tested.add(epoch(i + 1, Optional.empty(), scores[i]));
        }
        int best = ModelSelection.best(validated).epoch();
        assertThat(ModelSelection.best(tested).epoch()).isEqualTo(best);
        ModelSelection last = ModelSelection.LAST;
        assertThat(last.chosen(tested, tested.getLast())).isEqualTo(tested.getLast());
        return best;
    }
}
