package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Optional;

/**
 * The buffers that a layer works on.
 *
 * @param layer place of the layer in the network, from 0
 * @param x input
 * @param y output
 * @param gradients gradients of both; absent where there is only a forward pass
 * @param workspace owner of the scratch memory that the layer needs besides
 */
public record PassBuffers(
        int layer, Tensor x, Tensor y, Optional<Gradients> gradients, Workspace workspace) {
    /**
     * Gradients of the loss.
     *
     * @param dy by the output, with the plan's gradient halo
     * @param dx by the input; absent where nobody reads it, as in the first layer
     */
    public record Gradients(Tensor dy, Optional<Tensor> dx) {}
}
