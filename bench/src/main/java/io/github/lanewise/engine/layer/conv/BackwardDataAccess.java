package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;

/**
 * For benchmarks: the gradient of a convolution's input without that of its filters, which a {@link
 * io.github.lanewise.engine.layer.LayerPass} always computes together.
 */
public final class BackwardDataAccess {
    private final InputGradient gradient;

    /**
     * Binds it to buffers.
     *
     * @param plan of a {@link Conv2d}
     * @param dy gradient of the output, with the plan's gradient halo
     * @param dx gradient of the input
     * @param workspace owner of the scratch memory that is needed besides
     * @throws IllegalArgumentException if the plan is of another layer
     */
    public BackwardDataAccess(LayerPlan plan, Tensor dy, Tensor dx, Workspace workspace) {
        gradient = new InputGradient(convolution(plan), dy, dx, workspace);
    }

    static DirectConvolution convolution(LayerPlan plan) {
        if (plan instanceof DirectConvolution convolution) {
            return convolution;
        }
        throw new IllegalArgumentException("This is no plan of a Conv2d: " + plan + ".");
    }

    /** Computes dx from dy and the packed filters. */
    public void compute() {
        gradient.compute();
    }
}
