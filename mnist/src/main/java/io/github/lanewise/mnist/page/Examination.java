package io.github.lanewise.mnist.page;

import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.mnist.training.Trainer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How a network does on images.
 *
 * @param evaluation loss, accuracy and confusion
 * @param names of the classes
 * @param mistakes the most confident ones, the worst first
 */
public record Examination(Evaluation evaluation, ClassNames names, List<Mistake> mistakes) {
    /** How many mistakes are shown. */
    private static final int MOST = 24;

    /** Images whose probabilities are computed at once. */
    private static final int CHUNK = 1000;

    /**
     * An image that was taken for another class.
     *
     * @param index its number, from 0
     * @param label its class
     * @param labelProbability what the network gave that class, 0 to 1
     * @param predicted the class that it was taken for
     * @param probability what the network gave that one
     * @param image the image, as an address that holds it
     */
    record Mistake(
            int index,
            int label,
            double labelProbability,
            int predicted,
            double probability,
            String image) {}

    /** Copies the list. */
    public Examination {
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Examines a network.
     *
     * @param data images of the shape that it reads; those for tests count
     * @param threads that share the work; the result does not depend on it
     */
    public static Examination of(
            Network network, Normalization normalization, DataSet data, int threads) {
        LabelledImages images = data.test();
        try (Workers workers = new Workers(threads);
                Inference inference = new Inference(network, workers)) {
            Evaluation evaluation = inference.evaluate(Trainer.samples(images, normalization));
            List<Mistake> mistakes = new ArrayList<>();
            for (int first = 0; first < images.count(); first += CHUNK) {
                int count = Math.min(CHUNK, images.count() - first);
                float[] inputs = inputs(images, first, count, normalization);
                collect(images, first, inference.predict(inputs), mistakes);
                worst(mistakes);
            }
            return new Examination(
                    evaluation,
                    data.classNames(),
                    mistakes.stream().map(mistake -> shown(mistake, images)).toList());
        }
    }

    private static float[] inputs(
            LabelledImages images, int first, int count, Normalization normalization) {
        int size = images.channels() * images.height() * images.width();
        float[] inputs = new float[count * size];
        byte[] pixels = images.pixels();
        for (int i = 0; i < inputs.length; i++) {
            int pixel = pixels[first * size + i] & 0xff;
            inputs[i] = pixel * normalization.scale() + normalization.shift();
        }
        return inputs;
    }

    /** Probabilities are count × classes; those that are no numbers are no confident mistakes. */
    private static void collect(
            LabelledImages images, int first, float[] probabilities, List<Mistake> mistakes) {
        int count = Math.min(CHUNK, images.count() - first);
        int classes = probabilities.length / count;
        for (int i = 0; i < count; i++) {
            int row = i * classes;
            int best = 0;
            for (int category = 1; category < classes; category++) {
                best = probabilities[row + category] > probabilities[row + best] ? category : best;
            }
            int label = images.labels()[first + i] & 0xff;
            if (best != label && Float.isFinite(probabilities[row + best])) {
                mistakes.add(
                        new Mistake(
                                first + i,
                                label,
                                probabilities[row + label],
                                best,
                                probabilities[row + best],
                                ""));
            }
        }
    }

    private static void worst(List<Mistake> mistakes) {
        mistakes.sort(
                Comparator.comparingDouble(Mistake::probability)
                        .reversed()
                        .thenComparingInt(Mistake::index));
        if (mistakes.size() > MOST) {
            mistakes.subList(MOST, mistakes.size()).clear();
        }
    }

    private static Mistake shown(Mistake mistake, LabelledImages images) {
        return new Mistake(
                mistake.index(),
                mistake.label(),
                mistake.labelProbability(),
                mistake.predicted(),
                mistake.probability(),
                PngImage.address(images, mistake.index()));
    }
}
