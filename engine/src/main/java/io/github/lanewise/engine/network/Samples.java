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
     * Copies images into a tensor; those that are left of it become zero. Where the elements stand
     * is up to its layout: use one of its own methods.
     *
     * @param order numbers of images
     * @param from place in {@code order} of the first image
     * @param images how many, 1 to {@link io.github.lanewise.engine.tensor.Layout#images()}
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
