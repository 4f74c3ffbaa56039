package io.github.lanewise.bench.reference;

import io.github.lanewise.engine.tensor.Shape;

/**
 * Pooling over windows of 2×2 that do not overlap, in double precision; images N·C·H·W.
 *
 * @param input C×H×W with even H and W
 * @param maximum whether the maximum is taken, else the mean
 */
public record ReferencePooling(Shape input, boolean maximum) {
    private static final int WINDOW = 4;

    /** Returns y. */
    public double[] forward(float[] x) {
        double[] y = new double[x.length / WINDOW];
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            double max = Double.NEGATIVE_INFINITY;
            for (int place = 0; place < WINDOW; place++) {
                sum += x[index(i, place)];
                max = Math.max(max, x[index(i, place)]);
            }
            y[i] = maximum ? max : sum / WINDOW;
        }
        return y;
    }

    /** Returns dx; the first of several maxima takes the gradient. */
    public double[] inputGradient(float[] x, float[] dy) {
        double[] dx = new double[x.length];
        for (int i = 0; i < dy.length; i++) {
            if (maximum) {
                int best = 0;
                for (int place = 1; place < WINDOW; place++) {
                    best = x[index(i, place)] > x[index(i, best)] ? place : best;
                }
                dx[index(i, best)] = dy[i];
            } else {
                for (int place = 0; place < WINDOW; place++) {
                    dx[index(i, place)] = (double) dy[i] / WINDOW;
                }
            }
        }
        return dx;
    }

    /** Returns the index in x of a place in the window of output i. */
    private int index(int i, int place) {
        int columns = input.width() / 2;
        int row = 2 * (i / columns) + place / 2;
        return row * input.width() + 2 * (i % columns) + place % 2;
    }
}
