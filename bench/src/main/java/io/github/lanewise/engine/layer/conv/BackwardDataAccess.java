package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;

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
     * @param buffers with gradients of output and input
     * @throws IllegalArgumentException if the plan is of another layer, or a gradient is missing
     */
    public BackwardDataAccess(LayerPlan plan, PassBuffers buffers) {
        if (!(plan instanceof DirectConvolution convolution)) {
            throw new IllegalArgumentException("This is no plan of a Conv2d: " + plan + ".");
        }
        PassBuffers.Gradients gradients =
                buffers.gradients().orElseThrow(BackwardDataAccess::missing);
        gradient =
                new InputGradient(
                        convolution,
                        gradients.dy(),
                        gradients.dx().orElseThrow(BackwardDataAccess::missing),
                        buffers.workspace());
    }

    private static IllegalArgumentException missing() {
        return new IllegalArgumentException("The buffers hold no gradient of output or input.");
    }

    /** Computes dx from dy and the packed filters. */
    public void compute() {
        gradient.compute();
    }
}
