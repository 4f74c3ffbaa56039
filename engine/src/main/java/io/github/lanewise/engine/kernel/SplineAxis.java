package io.github.lanewise.engine.kernel;

/**
 * One axis of a coarse lattice that uniform cubic B-splines blend: each pixel is the weighted sum
 * of four neighbouring nodes (C. de Boor, "A practical guide to splines", 1978).
 */
final class SplineAxis {
    /** Nodes that a pixel is blended of. */
    static final int SUPPORT = 4;

    private final int[] first;
    private final float[] weights;
    private final int nodes;

    /**
     * Computes the weights.
     *
     * @param pixels along the axis
     * @param step pixels between neighbouring nodes
     */
    SplineAxis(int pixels, double step) {
        first = new int[pixels];
        weights = new float[SUPPORT * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            first[pixel] = (int) (pixel / step);
            double t = pixel / step - first[pixel];
            double s = 1 - t;
            int at = SUPPORT * pixel;
            weights[at] = (float) (s * s * s / 6);
            weights[at + 1] = (float) (2.0 / 3 - t * t * (2 - t) / 2);
            weights[at + 2] = (float) (2.0 / 3 - s * s * (2 - s) / 2);
            weights[at + 3] = (float) (t * t * t / 6);
        }
        nodes = first[pixels - 1] + SUPPORT;
    }

    /** Returns the number of nodes. */
    int nodes() {
        return nodes;
    }

    /** Returns the first of the four nodes of a pixel. */
    int first(int pixel) {
        return first[pixel];
    }

    /** Returns the weight of one of the four nodes of a pixel; the four add up to 1. */
    float weight(int pixel, int node) {
        return weights[SUPPORT * pixel + node];
    }
}
