package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import java.lang.foreign.MemorySegment;

/**
 * For benchmarks: the gradient of a convolution's input without that of its filters, which a {@link
 * io.github.lanewise.engine.layer.LayerPass} always computes together.
 */
public final class BackwardDataAccess {
    private final ConvStep step;

    /**
     * Binds it to buffers.
     *
     * @param plan of a {@link Conv2d}
     * @param buffers of which dy, with the plan's gradient halo, and dx are used
     * @throws IllegalArgumentException if the plan is of another layer
     * @throws java.util.NoSuchElementException if it is not for training
     */
    public BackwardDataAccess(LayerPlan plan, PassBuffers buffers) {
        ConvolutionPlan convolution = convolution(plan);
        ConvInput x = new ConvInput(convolution.geometry(), buffers.x(), buffers.workspace());
        step = convolution.inputGradient().orElseThrow().step(buffers, x);
    }

    static ConvolutionPlan convolution(LayerPlan plan) {
        if (plan instanceof ConvolutionPlan convolution) {
            return convolution;
        }
        throw new IllegalArgumentException("This is no plan of a Conv2d: " + plan + ".");
    }

    /** Computes dx from dy and the packed filters. */
    public void compute() {
        step.run(MemorySegment.NULL);
    }
}
