package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.reference.Values;

/**
 * A convolution with values for everything that goes in, and its definition in double precision.
 *
 * @param attributes strides, dilations, pads, groups
 * @param x N×C×H×W
 * @param filters K
 * @param r R
 * @param s S
 * @param seed of the values
 */
record DrawnConv(ConvAttributes attributes, Extents x, int filters, int r, int s, long seed) {
    /** Results, and the sum of the absolute values of their terms. */
    static final class Sums {
        final double[] y;
        final double[] magnitudes;

        Sums(int count) {
            y = new double[count];
            magnitudes = new double[count];
        }

        void add(int at, double term) {
            y[at] += term;
            magnitudes[at] += Math.abs(term);
        }
    }

    int channels() {
        return x.get(1);
    }

    int height() {
        return x.get(2);
    }

    int width() {
        return x.get(3);
    }

    int groupInputs() {
        return channels() / attributes.groups();
    }

    int groupOutputs() {
        return filters / attributes.groups();
    }

    Extents w() {
        return Extents.of(filters, groupInputs(), r, s);
    }

    Extents transposedW() {
        return Extents.of(channels(), groupOutputs(), r, s);
    }

    int reachHeight() {
        return (r - 1) * attributes.dilationHeight() + 1;
    }

    int reachWidth() {
        return (s - 1) * attributes.dilationWidth() + 1;
    }

    /** P; below 1 where the filter does not fit. */
    int outputHeight() {
        int padded = height() + attributes.pads().top() + attributes.pads().bottom();
        return Math.floorDiv(padded - reachHeight(), attributes.strideHeight()) + 1;
    }

    /** Q; below 1 where the filter does not fit. */
    int outputWidth() {
        int padded = width() + attributes.pads().left() + attributes.pads().right();
        return Math.floorDiv(padded - reachWidth(), attributes.strideWidth()) + 1;
    }

    Extents y() {
        return Extents.of(x.images(), filters, outputHeight(), outputWidth());
    }

    /** P of the transposed convolution without output padding; may be below 1. */
    int transposedHeight() {
        return (height() - 1) * attributes.strideHeight()
                + reachHeight()
                - attributes.pads().top()
                - attributes.pads().bottom();
    }

    /** Q of the transposed convolution without output padding; may be below 1. */
    int transposedWidth() {
        return (width() - 1) * attributes.strideWidth()
                + reachWidth()
                - attributes.pads().left()
                - attributes.pads().right();
    }

    float[] inputs() {
        return Values.uniform(seed, x.elements());
    }

    float[] weights() {
        return Values.uniform(seed + 1, w().elements());
    }

    float[] biases() {
        return Values.uniform(seed + 2, filters);
    }

    float[] residual() {
        return Values.uniform(seed + 3, y().elements());
    }

    int terms() {
        return groupInputs() * r * s + 2;
    }

    /** y = conv(x, w). */
    Sums forward() {
        float[] in = inputs();
        float[] weights = weights();
        Sums sums = new Sums(y().elements());
        int p = outputHeight();
        int q = outputWidth();
        for (int n = 0; n < x.images(); n++) {
            for (int k = 0; k < filters; k++) {
                for (int c = 0; c < groupInputs(); c++) {
                    int channel = k / groupOutputs() * groupInputs() + c;
                    int plane = (n * channels() + channel) * height() * width();
                    for (int out = 0; out < p * q; out++) {
                        for (int tap = 0; tap < r * s; tap++) {
                            int h = row(out / q, tap / s);
                            int v = column(out % q, tap % s);
                            if (h >= 0 && h < height() && v >= 0 && v < width()) {
                                double weight = weights[(k * groupInputs() + c) * r * s + tap];
                                sums.add(
                                        (n * filters + k) * p * q + out,
                                        weight * in[plane + h * width() + v]);
                            }
                        }
                    }
                }
            }
        }
        return sums;
    }

    private int row(int p, int tap) {
        return p * attributes.strideHeight()
                + tap * attributes.dilationHeight()
                - attributes.pads().top();
    }

    private int column(int q, int tap) {
        return q * attributes.strideWidth()
                + tap * attributes.dilationWidth()
                - attributes.pads().left();
    }

    /**
     * The transposed convolution: every input is multiplied by the filters and added to where the
     * convolution would have read it.
     *
     * @param p rows of the output
     * @param q columns of the output
     */
    Sums transposed(int p, int q) {
        float[] in = inputs();
        float[] weights = weights();
        Sums sums = new Sums(x.images() * filters * p * q);
        for (int i = 0; i < in.length; i++) {
            int v = i % width();
            int h = i / width() % height();
            int channel = i / width() / height() % channels();
            int n = i / width() / height() / channels();
            for (int k = 0; k < groupOutputs(); k++) {
                int output = channel / groupInputs() * groupOutputs() + k;
                for (int tap = 0; tap < r * s; tap++) {
                    int row = row(h, tap / s);
                    int column = column(v, tap % s);
                    if (row >= 0 && row < p && column >= 0 && column < q) {
                        double weight = weights[(channel * groupOutputs() + k) * r * s + tap];
                        sums.add(((n * filters + output) * p + row) * q + column, weight * in[i]);
                    }
                }
            }
        }
        return sums;
    }
}
