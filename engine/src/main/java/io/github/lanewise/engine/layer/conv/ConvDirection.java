package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Halo;

/**
 * One of the three directions of a convolution (forward, gradient of the input, gradient of the
 * filters), bound to a geometry and to parameters, and shared by all workers.
 */
interface ConvDirection {
    /** Returns the border of zeros that is read around the input. */
    default Halo inputHalo() {
        return Halo.NONE;
    }

    /** Returns the border of zeros that is read around the gradient of the output. */
    default Halo gradientHalo() {
        return Halo.NONE;
    }

    /** Asks for max(y, 0) instead of y, and returns whether that can be. */
    default boolean rectify() {
        return false;
    }

    /** Returns the number of independent pieces of {@link #pack}. */
    default int packTasks() {
        return 0;
    }

    /** Copies a piece of the parameters into kernel order. */
    default void pack(int task) {}

    /** Returns the floats of {@link PassBuffers#scratch} that a step uses. */
    default long scratchFloats() {
        return 0;
    }

    /**
     * Binds the direction to the buffers of one worker.
     *
     * @param x the input of {@code buffers} in the form in which direct convolution reads it
     */
    ConvStep step(PassBuffers buffers, ConvInput x);
}
