package io.github.lanewise.engine.network;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;

/** Labelled images of one shape. Several threads read them at once. */
public interface Samples {
    /** Returns the number of images. */
    int count();

    /** Returns the shape of each image. */
    Shape shape();

    /** Returns the class of an image, from 0. */
    int label(int index);

    /**
     * Copies images into the lanes of a tensor; the lanes that are left become zero.
     *
     * @param order numbers of images
     * @param from place in {@code order} of the image for lane 0
     * @param images how many, 1 to L
     * @param destination tensor of this shape, with any layout
     */
    void load(int[] order, int from, int images, Tensor destination);

    /**
     * Returns samples over arrays, which are not copied.
     *
     * @param nchw the images one after the other
     * @param labels class of each image
     * @param shape C×H×W
     * @throws IllegalArgumentException if the lengths do not fit together
     */
    static Samples of(float[] nchw, int[] labels, Shape shape) {
        return new FloatSamples(nchw, labels, shape);
    }
}
