package io.github.lanewise.mnist.image;

import io.github.lanewise.mnist.image.Framing.Span;

/**
 * The weights by which pixels of one axis become those of another: a triangle over each pixel's
 * centre, two source pixels wide where the axis grows (bilinear) and two target pixels wide where
 * it shrinks, so that all source pixels count. Pillow and torchvision call it bilinear with
 * antialiasing.
 */
final class Resampling {
    private final int[] first;
    private final double[][] weights;

    /**
     * Computes the weights.
     *
     * @param size pixels of the source, which nothing is read beyond
     */
    Resampling(Span span, int size) {
        double scale = span.extent() / span.count();
        double radius = Math.max(scale, 1);
        first = new int[span.count()];
        weights = new double[span.count()][];
        for (int i = 0; i < span.count(); i++) {
            double centre = span.from() + (i + 0.5) * scale;
            int begin = Math.clamp((long) Math.floor(centre - radius), 0, size - 1);
            int end = Math.clamp((long) Math.ceil(centre + radius), begin + 1, size);
            first[i] = begin;
            weights[i] = new double[end - begin];
            double sum = 0;
            for (int x = begin; x < end; x++) {
                double weight = Math.max(0, 1 - Math.abs(x + 0.5 - centre) / radius);
                weights[i][x - begin] = weight;
                sum += weight;
            }
            for (int tap = 0; tap < end - begin; tap++) {
                weights[i][tap] /= sum;
            }
        }
    }

    /** Returns the number of pixels in the target. */
    int count() {
        return first.length;
    }

    /** Returns the first source pixel that a target pixel reads. */
    int first(int i) {
        return first[i];
    }

    /** Returns the end (exclusive) of the source pixels that a target pixel reads. */
    int end(int i) {
        return first[i] + weights[i].length;
    }

    /** Returns the weight of a source pixel in a target pixel that reads it. */
    double weight(int i, int source) {
        return weights[i][source - first[i]];
    }

    /** Returns a target pixel of a line that begins at an offset in an array. */
    double apply(int i, float[] line, int offset) {
        double sum = 0;
        for (int tap = 0; tap < weights[i].length; tap++) {
            sum += weights[i][tap] * line[offset + first[i] + tap];
        }
        return sum;
    }
}
