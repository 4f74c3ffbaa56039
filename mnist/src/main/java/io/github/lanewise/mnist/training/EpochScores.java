package io.github.lanewise.mnist.training;

import java.util.Optional;

/**
 * The scores of an epoch.
 *
 * @param training over the training images, each at the step that learned from it
 * @param validation over the images that are held out, after the epoch; empty if there are none
 * @param test over the test images, after the epoch
 */
public record EpochScores(Score training, Optional<Score> validation, Score test) {}
