package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.AugmentedSamples;

/**
 * How well a network does on labelled images if it also sees changed variants of each, and the
 * probabilities of all are averaged (test-time augmentation).
 */
public final class AveragedEvaluation {
    /** Images whose variants are in memory at a time. */
    private static final int BLOCK = 1024;

    /** No loss is infinite because a probability is too small for a float. */
    private static final double LEAST_PROBABILITY = Float.MIN_VALUE;

    private final int classes;
    private final int images;
    private final int[] counts;
    private double loss;
    private int correct;

    private AveragedEvaluation(int images, int classes) {
        this.images = images;
        this.classes = classes;
        counts = new int[classes * classes];
    }

    /**
     * Evaluates a network.
     *
     * @param workers threads that make the variants
     * @param classes that the network knows
     * @param plain the images as they are, the first variant
     * @param changed the same images, changed by each epoch from 1 on in another way
     * @param variants how many of each image
     * @throws IllegalArgumentException if a label is none of the classes
     */
    public static AveragedEvaluation of(
            Inference inference,
            Workers workers,
            int classes,
            AugmentedSamples plain,
            AugmentedSamples changed,
            int variants) {
        AveragedEvaluation result = new AveragedEvaluation(plain.count(), classes);
        int elements = plain.shape().elements();
        for (int first = 0; first < plain.count(); first += BLOCK) {
            int from = first;
            int block = Math.min(BLOCK, plain.count() - first);
            float[] nchw = new float[Math.multiplyExact(block, elements)];
            double[] sums = new double[block * classes];
            for (int variant = 0; variant < variants; variant++) {
                AugmentedSamples samples = variant == 0 ? plain : changed;
                samples.epoch(variant);
                workers.run(
                        block,
                        (image, worker) -> samples.write(from + image, nchw, image * elements));
                add(sums, inference.predict(nchw));
            }
            for (int image = 0; image < block; image++) {
                result.count(plain.label(first + image), sums, image * classes, variants);
            }
        }
        return result;
    }

    private static void add(double[] sums, float[] probabilities) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += probabilities[i];
        }
    }

    /** Takes the image whose summed probabilities begin at {@code at}. */
    private void count(int label, double[] sums, int at, int variants) {
        if (label >= classes) {
            throw new IllegalArgumentException(
                    "There is a label %d, but the network knows the classes 0 to %d."
                            .formatted(label, classes - 1));
        }
        int predicted = 0;
        for (int candidate = 1; candidate < classes; candidate++) {
            if (sums[at + candidate] > sums[at + predicted]) {
                predicted = candidate;
            }
        }
        loss -= Math.log(Math.max(sums[at + label] / variants, LEAST_PROBABILITY));
        correct += predicted == label ? 1 : 0;
        counts[label * classes + predicted]++;
    }

    /** Returns the mean cross-entropy of the averaged probabilities in nats. */
    public double loss() {
        return loss / images;
    }

    /** Returns the share of images whose most probable class is their label. */
    public double accuracy() {
        return (double) correct / images;
    }

    /** Returns the number of classes. */
    public int classes() {
        return classes;
    }

    /** Returns how many images of class {@code label} were taken for class {@code predicted}. */
    public int count(int label, int predicted) {
        return counts[label * classes + predicted];
    }
}
