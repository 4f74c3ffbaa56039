package io.github.lanewise.engine.layer.conv;

import static io.github.lanewise.engine.reference.Values.absolute;
import static io.github.lanewise.engine.reference.Values.widen;

import io.github.lanewise.engine.reference.ReferenceConvolution;
import io.github.lanewise.engine.reference.Values;

/** A geometry with values for everything that goes in. */
final class DrawnConvolution {
    private final ReferenceConvolution geometry;
    private final float[] x;
    private final float[] w;
    private final float[] bias;
    private final float[] dy;

    private DrawnConvolution(
            ReferenceConvolution geometry, float[] x, float[] w, float[] bias, float[] dy) {
        this.geometry = geometry;
        this.x = x;
        this.w = w;
        this.bias = bias;
        this.dy = dy;
    }

    ReferenceConvolution geometry() {
        return geometry;
    }

    float[] x() {
        return x;
    }

    float[] w() {
        return w;
    }

    float[] bias() {
        return bias;
    }

    float[] dy() {
        return dy;
    }

    /** The same values with other weights. */
    DrawnConvolution withWeights(float[] weights) {
        return new DrawnConvolution(geometry, x, weights, bias, dy);
    }

    /** The same values with another input. */
    DrawnConvolution withInput(float[] input) {
        return new DrawnConvolution(geometry, input, w, bias, dy);
    }

    /** The same values with biases of zero. */
    DrawnConvolution withoutBias() {
        return new DrawnConvolution(geometry, x, w, new float[bias.length], dy);
    }

    static DrawnConvolution uniform(ReferenceConvolution c, long seed) {
        return new DrawnConvolution(
                c,
                Values.uniform(seed, c.inputCount()),
                Values.uniform(seed + 1, c.weightCount()),
                Values.uniform(seed + 2, c.filters()),
                Values.uniform(seed + 3, c.outputCount()));
    }

    static DrawnConvolution integers(ReferenceConvolution c, int limit, long seed) {
        return new DrawnConvolution(
                c,
                Values.integers(seed, c.inputCount(), limit),
                Values.integers(seed + 1, c.weightCount(), limit),
                Values.integers(seed + 2, c.filters(), limit),
                Values.integers(seed + 3, c.outputCount(), limit));
    }

    DrawnConvolution magnitudes() {
        return new DrawnConvolution(
                geometry, absoluteOf(x), absoluteOf(w), absoluteOf(bias), absoluteOf(dy));
    }

    double[] forward() {
        return geometry.forward(widen(x), widen(w), widen(bias));
    }

    double[] backwardData() {
        return geometry.backwardData(wideDy(), widen(w));
    }

    double[] backwardWeights() {
        return geometry.backwardWeights(widen(x), wideDy());
    }

    double[] wideDy() {
        return widen(dy);
    }

    private static float[] absoluteOf(float[] values) {
        return Values.narrow(absolute(widen(values)));
    }
}
