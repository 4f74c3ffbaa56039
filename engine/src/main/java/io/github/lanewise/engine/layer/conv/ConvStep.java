package io.github.lanewise.engine.layer.conv;

import java.lang.foreign.MemorySegment;

/** One worker's use of a direction of a convolution, one lane group at a time. */
@FunctionalInterface
interface ConvStep {
    /**
     * Computes the direction's result from the buffers that it is bound to.
     *
     * @param gradients of the network's parameters, to which the gradient of the filters is added;
     *     the other directions ignore it
     */
    void run(MemorySegment gradients);
}
