package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Halo;

/**
 * A layer bound to an input shape and to parameters, shared by all workers. It says what the
 * buffers around it must be like, and keeps the parameters in the order that its kernels read.
 */
public interface LayerBinding {
    /** Returns the border of zeros that the layer reads around its input. */
    default Halo inputHalo() {
        return Halo.NONE;
    }

    /** Returns the border of zeros that the layer reads around the gradient of its output. */
    default Halo gradientHalo() {
        return Halo.NONE;
    }

    /** How a layer may share memory between its input and its output. */
    enum Aliasing {
        /** Input and output are different memory. */
        NONE,
        /**
         * Output and input may be the same memory, and the gradients likewise. The layer then works
         * on every float of the buffers alike, which have one layout, and keeps a halo zero.
         */
        SAME_LAYOUT,
        /** The output may be the packed input, read as another shape. */
        RESHAPE
    }

    /** Returns how input and output may share memory. */
    default Aliasing aliasing() {
        return Aliasing.NONE;
    }

    /** Returns whether the backward pass reads the output, which nothing may then overwrite. */
    default boolean backwardReadsOutput() {
        return false;
    }

    /**
     * Asks the layer, before its first pass is made, to write max(y, 0) instead of y: the ReLU that
     * follows it, while y is still in the cache.
     *
     * @return whether it will
     */
    default boolean rectify() {
        return false;
    }

    /** Returns whether the layer is a ReLU, which the layer before it may do. */
    default boolean isRectifier() {
        return false;
    }

    /** Says to a ReLU that the layer before it does its forward pass. */
    default void inputIsRectified() {}

    /** Returns the number of independent pieces of {@link #pack}. */
    default int packTasks() {
        return 0;
    }

    /**
     * Copies a piece of the parameters into kernel order. All pieces have to be packed after the
     * parameters changed and before the next pass.
     *
     * @param task 0 to {@link #packTasks()} (exclusive)
     * @param forTraining whether the backward pass will be used
     */
    default void pack(int task, boolean forTraining) {}

    /**
     * Returns the floats of scratch memory that a pass needs. All layers of a worker share it, one
     * after the other, so that it stays in the cache: nothing in it outlives a call.
     */
    default long scratchFloats() {
        return 0;
    }
}
