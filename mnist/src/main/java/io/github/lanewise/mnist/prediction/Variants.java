package io.github.lanewise.mnist.prediction;

import io.github.lanewise.mnist.augment.Augmentation;

/**
 * Variants of an image by which it is judged.
 *
 * @param count how many, itself included
 * @param augmentation makes the others
 */
public record Variants(int count, Augmentation augmentation) {}
