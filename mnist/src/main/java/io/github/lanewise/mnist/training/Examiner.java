package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Samples;
import java.util.Optional;

/**
 * Evaluates after epochs.
 *
 * @param inference of the network
 * @param validation the images that are held out, if there are any
 * @param test the test images
 */
record Examiner(Inference inference, Optional<Samples> validation, Samples test) {
    /** Evaluates the weights to be judged. */
    EpochScores scores(Learner learner, Score training) {
        return learner.judged(
                () -> new EpochScores(training, validation.map(this::score), score(test)));
    }

    private Score score(Samples images) {
        Evaluation evaluation = inference.evaluate(images);
        return new Score(evaluation.loss(), evaluation.accuracy());
    }
}
