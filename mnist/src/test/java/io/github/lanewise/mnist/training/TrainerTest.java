package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.DrawnDigits;
import io.github.lanewise.mnist.training.OptimizerOptions.SgdOptions;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Model MODEL = Models.LENET5;
    private static final DataSet DIGITS = DrawnDigits.generate(3, 100, 33, 1);

    /** 4 steps per epoch: 30, 30, 30 and 10 images. */
    private static final TrainingOptions OPTIONS =
            new TrainingOptions(
                    MODEL,
                    2,
                    30,
                    1,
                    2,
                    new UpdateOptions(
                            new SgdOptions(0.9, false, 0),
                            Schedule.COSINE,
                            0.01,
                            OptionalDouble.empty()));

    private record Step(int epoch, long images, double lossSum) {}

    private static final class Recorder implements TrainingListener {
        private final List<Step> steps = new ArrayList<>();
        private final List<EpochResult> epochs = new ArrayList<>();

        @Override
        public void step(int epoch, long images, double lossSum) {
            steps.add(new Step(epoch, images, lossSum));
        }

        @Override
        public void epoch(EpochResult result) {
            epochs.add(result);
        }
    }

    @Test
    void seesEveryImageInEveryEpochAndAddsUpTheLoss() {
        Recorder recorder = new Recorder();
        List<EpochResult> results = train(recorder).results();
        assertThat(recorder.epochs).isEqualTo(results);
        assertThat(recorder.steps.stream().map(Step::images))
                .containsExactly(30L, 60L, 90L, 100L, 30L, 60L, 90L, 100L);
        assertThat(recorder.steps.stream().map(Step::epoch))
                .containsExactly(1, 1, 1, 1, 2, 2, 2, 2);
        assertThat(results.getFirst().training().loss())
                .isEqualTo(recorder.steps.get(3).lossSum() / 100);
        // Untrained, ten classes are equally probable.
        assertThat(recorder.steps.getFirst().lossSum() / 30)
                .isCloseTo(StrictMath.log(10), within(1.5));
        assertThat(results.getLast().training().loss())
                .isLessThan(results.getFirst().training().loss());
    }

    @Test
    void followsTheScheduleOverTheWholeRun() {
        List<EpochResult> results = train(new Recorder()).results();
        assertThat(results.get(0).learningRate())
                .isEqualTo(Schedule.COSINE.at(0.01).at(3, 8))
                .isGreaterThan(0.005);
        assertThat(results.get(1).learningRate()).isEqualTo(Schedule.COSINE.at(0.01).at(7, 8));
    }

    @Test
    void testsTheNetworkAsItIsAfterTheEpoch() {
        Run run = train(new Recorder());
        assertThat(run.results().getLast().test())
                .isEqualTo(new Score(run.after().loss(), run.after().accuracy()));
    }

    /** With weights that stand still, only images that change give another loss. */
    @Test
    void changesImagesAnewInEachEpoch() {
        assertThat(lossOfSecondEpoch(Augmentation.NONE)).isCloseTo(0, within(1e-6));
        Augmentation shift = new Augmentation(3, 0, 0, 0, Elastic.NONE);
        assertThat(Math.abs(lossOfSecondEpoch(shift))).isGreaterThan(1e-4);
    }

    /** Returns by how much it is more than that of the first. */
    private static double lossOfSecondEpoch(Augmentation augmentation) {
        List<EpochResult> results = standStill(0, augmentation);
        return results.get(1).training().loss() - results.get(0).training().loss();
    }

    /** The loss is linear in the share of all classes; the test images keep their labels. */
    @Test
    void learnsFromSmoothedLabels() {
        EpochResult plain = standStill(0, Augmentation.NONE).getFirst();
        EpochResult some = standStill(0.3, Augmentation.NONE).getFirst();
        EpochResult more = standStill(0.6, Augmentation.NONE).getFirst();
        double change = some.training().loss() - plain.training().loss();
        assertThat(Math.abs(change)).isGreaterThan(1e-4);
        assertThat(more.training().loss() - plain.training().loss())
                .isCloseTo(2 * change, within(1e-5));
        assertThat(more.test().loss()).isCloseTo(plain.test().loss(), within(1e-5));
    }

    /** Two epochs at a learning rate that changes nothing. */
    private static List<EpochResult> standStill(double labelSmoothing, Augmentation augmentation) {
        UpdateOptions still =
                new UpdateOptions(
                        new SgdOptions(0, false, 0),
                        Schedule.CONSTANT,
                        1e-12,
                        OptionalDouble.empty(),
                        labelSmoothing,
                        0);
        TrainingOptions options =
                new TrainingOptions(MODEL, 2, 30, 1, 1, still, augmentation, ModelSelection.LAST);
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(options, network)) {
            return trainer.run(DIGITS, new Recorder());
        }
    }

    @Test
    void frees() {
        long before = Workspace.totalLiveBytes();
        train(new Recorder());
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    private record Run(List<EpochResult> results, Evaluation after) {}

    private static Run train(Recorder recorder) {
        try (Network network = MODEL.build(1);
                Trainer trainer = new Trainer(OPTIONS, network)) {
            List<EpochResult> results = trainer.run(DIGITS, recorder);
            try (Workers workers = new Workers(1);
                    Inference inference = new Inference(network, workers)) {
                return new Run(
                        results,
                        inference.evaluate(
                                Trainer.samples(DIGITS.test(), Normalization.of(MODEL))));
            }
        }
    }
}
