package io.github.lanewise.mnist.training;

import java.util.Optional;

/**
 * One epoch of a run.
 *
 * @param epoch from 1
 * @param scores over the images
 * @param imagesPerSecond training images per second of training, without the evaluation
 * @param seconds wall time of the epoch, training and evaluation
 * @param learningRate the rate of the last step
 */
public record EpochResult(
        int epoch,
        EpochScores scores,
        double imagesPerSecond,
        double seconds,
        double learningRate) {

    /** Returns the score over the training images, each at the step that learned from it. */
    public Score training() {
        return scores.training();
    }

    /** Returns the score over the images that are held out, if there are any. */
    public Optional<Score> validation() {
        return scores.validation();
    }

    /** Returns the score over the test images. */
    public Score test() {
        return scores.test();
    }

    /**
     * Returns the score by which epochs are compared: over the validation, else the test images.
     */
    public Score judged() {
        return validation().orElse(test());
    }

    /** Returns whether all losses are finite numbers. */
    public boolean isFinite() {
        return Double.isFinite(training().loss() + judged().loss() + test().loss());
    }

    /** Returns whether more images are right, or as many with a lower loss. */
    public boolean isBetterThan(EpochResult other) {
        Score mine = judged();
        Score its = other.judged();
        return mine.accuracy() > its.accuracy()
                || (mine.accuracy() == its.accuracy() && mine.loss() < its.loss());
    }
}
