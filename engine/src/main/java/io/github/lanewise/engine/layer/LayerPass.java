package io.github.lanewise.engine.layer;

import java.lang.foreign.MemorySegment;

/**
 * One worker's use of a layer, one lane group at a time. Activations and their gradients are
 * overwritten; parameter gradients accumulate. Neither call allocates.
 */
public interface LayerPass {
    /** Computes the output from the input. */
    void forward(LaneGroup group);

    /**
     * Computes the gradient of the input, where there is one, from the gradient of the output, and
     * adds the gradients of the parameters to {@code gradients}. The last forward call was for the
     * same lane group.
     *
     * @param gradients one float per float of the network's learned parameters, each at its
     *     parameter's {@link Parameter#offset()}
     */
    void backward(LaneGroup group, MemorySegment gradients);
}
