package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;

/**
 * For benchmarks: the gradients of a convolution's filters and bias without a forward pass before
 * them and without the gradient of the input.
 */
public final class BackwardWeightsAccess {
    private final ConvInput input;
    private final FilterGradient gradient;

    /**
     * Binds it to buffers.
     *
     * @param plan of a {@link Conv2d}
     * @param x input, with the plan's input halo
     * @param dy gradient of the output, with the plan's gradient halo
     * @param workspace owner of the scratch memory that is needed besides
     * @throws IllegalArgumentException if the plan is of another layer
     */
    public BackwardWeightsAccess(LayerPlan plan, Tensor x, Tensor dy, Workspace workspace) {
        DirectConvolution convolution = BackwardDataAccess.convolution(plan);
        input = new ConvInput(convolution.geometry(), x, workspace);
        gradient = new FilterGradient(convolution, input, dy, workspace);
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
        gradient.addTo(gradients);
    }
}
