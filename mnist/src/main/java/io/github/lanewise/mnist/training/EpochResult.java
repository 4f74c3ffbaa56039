package io.github.lanewise.mnist.training;

/**
 * One epoch of a run.
 *
 * @param epoch from 1
 * @param training over the training images, each at the step that learned from it
 * @param test over the test images, after the epoch
 * @param imagesPerSecond training images per second of training, without the evaluation
 * @param seconds wall time of the epoch, training and evaluation
 * @param learningRate the rate of the last step
 */
public record EpochResult(
        int epoch,
        Score training,
        Score test,
        double imagesPerSecond,
        double seconds,
        double learningRate) {}
