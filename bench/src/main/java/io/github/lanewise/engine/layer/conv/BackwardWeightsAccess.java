package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import java.lang.foreign.MemorySegment;

/**
 * For benchmarks: the gradients of a convolution's filters and bias without a forward pass before
 * them and without the gradient of the input.
 */
public final class BackwardWeightsAccess {
    private final ConvInput input;
    private final ConvStep step;

    /**
     * Binds it to buffers.
     *
     * @param plan of a {@link Conv2d}
     * @param buffers of which x, with the plan's input halo, and dy, with its gradient halo, are
     *     used
     * @throws IllegalArgumentException if the plan is of another layer
     * @throws java.util.NoSuchElementException if it is not for training
     */
    public BackwardWeightsAccess(LayerPlan plan, PassBuffers buffers) {
        ConvolutionPlan convolution = BackwardDataAccess.convolution(plan);
        input = new ConvInput(convolution.geometry(), buffers.x(), buffers.workspace());
        step = convolution.filterGradient().orElseThrow().step(buffers, input);
    }

    /** Takes over a changed x; inside a network the forward pass does this. */
    public void refresh() {
        input.refresh();
    }

    /**
     * Adds dw and db to the gradients of all parameters.
     *
     * @param gradients each at its parameter's offset
     */
    public void addTo(MemorySegment gradients) {
        step.run(gradients);
    }
}
