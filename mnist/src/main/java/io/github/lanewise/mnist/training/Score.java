package io.github.lanewise.mnist.training;

/**
 * How well a network does on a set of images.
 *
 * @param loss mean cross-entropy over the images, in nats
 * @param accuracy fraction of images whose most probable class is their label
 */
public record Score(double loss, double accuracy) {}
