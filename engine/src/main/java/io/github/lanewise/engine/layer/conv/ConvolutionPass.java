package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** One worker's forward and backward pass of a {@link ConvolutionPlan}. */
final class ConvolutionPass implements LayerPass {
    private final ConvStep forward;
    private final Optional<ConvStep> inputGradient;
    private final Optional<ConvStep> filterGradient;

    ConvolutionPass(ConvolutionPlan plan, PassBuffers buffers) {
        ConvInput x = new ConvInput(plan.geometry(), buffers.x(), buffers.workspace());
        forward = plan.forward().step(buffers, x);
        filterGradient =
                buffers.gradients().map(d -> plan.filterGradient().orElseThrow().step(buffers, x));
        inputGradient =
                buffers.gradients()
                        .flatMap(PassBuffers.Gradients::dx)
                        .map(dx -> plan.inputGradient().orElseThrow().step(buffers, x));
    }

    @Override
    public void forward(LaneGroup group) {
        forward.run(MemorySegment.NULL);
    }

    @Override
    public void backward(LaneGroup group, MemorySegment gradients) {
        if (inputGradient.isPresent()) {
            inputGradient.get().run(gradients);
        }
        if (filterGradient.isPresent()) {
            filterGradient.get().run(gradients);
        }
    }
}
