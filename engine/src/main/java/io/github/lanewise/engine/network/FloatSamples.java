package io.github.lanewise.engine.network;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;

/** Images as floats in NCHW order. */
final class FloatSamples implements Samples {
    private final float[] nchw;
    private final int[] labels;
    private final Shape shape;

    FloatSamples(float[] nchw, int[] labels, Shape shape) {
        if (nchw.length != (long) labels.length * shape.elements()) {
            throw new IllegalArgumentException(
                    labels.length
                            + " images of "
                            + shape
                            + " take "
                            + (long) labels.length * shape.elements()
                            + " floats, but the array has "
                            + nchw.length
                            + ".");
        }
        this.nchw = nchw;
        this.labels = labels;
        this.shape = shape;
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public void load(int[] order, int from, int images, Tensor destination) {
        destination.loadImages(nchw, order, from, images);
    }
}
