package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The buffers that a layer works on.
 *
 * @param layer place of the layer in the network, from 0
 * @param x input
 * @param y output
 * @param gradients gradients of both; absent where there is only a forward pass
 * @param scratch at least {@link LayerPlan#scratchFloats()} floats, which other layers use too
 * @param workspace owner of the memory that the layer needs for itself
 */
public record PassBuffers(
        int layer,
        Tensor x,
        Tensor y,
        Optional<Gradients> gradients,
        MemorySegment scratch,
        Workspace workspace) {
    /**
     * Gradients of the loss.
     *
     * @param dy by the output, with the plan's gradient halo
     * @param dx by the input; absent where nobody reads it, as in the first layer
     */
    public record Gradients(Tensor dy, Optional<Tensor> dx) {}
}
