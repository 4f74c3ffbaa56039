package io.github.lanewise.mnist.training;

import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.models.Model;

/**
 * Everything that decides what a run computes, beside its data; threads decide only how fast.
 *
 * @param model the network
 * @param epochs how often all training images are seen, at least 1
 * @param batch images per step, at least 1; the last step of an epoch takes what is left
 * @param seed fixes the initial weights, the order of the images and how they are changed
 * @param threads threads that compute, at least 1
 * @param update how gradients change the weights
 * @param augmentation how training images are changed, anew in each epoch
 * @param selection by which images epochs are compared, and which leaves its weights
 */
public record TrainingOptions(
        Model model,
        int epochs,
        int batch,
        long seed,
        int threads,
        UpdateOptions update,
        Augmentation augmentation,
        ModelSelection selection) {
    /** Training images as they are, and the weights of the last epoch. */
    public TrainingOptions(
            Model model, int epochs, int batch, long seed, int threads, UpdateOptions update) {
        this(model, epochs, batch, seed, threads, update, Augmentation.NONE, ModelSelection.LAST);
    }
}
