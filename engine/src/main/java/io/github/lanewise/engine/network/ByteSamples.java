package io.github.lanewise.engine.network;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;

/**
 * Images as unsigned bytes in NCHW order; a pixel becomes {@code byte · scale + shift} when it is
 * loaded. The arrays are not copied.
 */
public final class ByteSamples implements Samples {
    private final byte[] nchw;
    private final byte[] labels;
    private final Shape shape;
    private final float[] values = new float[256];

    /**
     * Describes the images.
     *
     * @param nchw the images one after the other
     * @param labels class of each image, unsigned
     * @param shape C×H×W
     * @param scale factor of a pixel, such as 1 / (255 · deviation)
     * @param shift added to it, such as −mean / deviation
     * @throws IllegalArgumentException if the lengths do not fit together
     */
    public ByteSamples(byte[] nchw, byte[] labels, Shape shape, float scale, float shift) {
        if (nchw.length != (long) labels.length * shape.elements()) {
            throw new IllegalArgumentException(
                    labels.length
                            + " images of "
                            + shape
                            + " take "
                            + (long) labels.length * shape.elements()
                            + " bytes, but the array has "
                            + nchw.length
                            + ".");
        }
        this.nchw = nchw;
        this.labels = labels;
        this.shape = shape;
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.fma(i, scale, shift);
        }
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
        return Byte.toUnsignedInt(labels[index]);
    }

    @Override
    public void load(int[] order, int from, int images, Tensor destination) {
        destination.loadImages(nchw, values, order, from, images);
    }
}
