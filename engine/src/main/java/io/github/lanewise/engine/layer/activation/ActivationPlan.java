package io.github.lanewise.engine.layer.activation;

import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.layer.VectorRanges;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** An activation with f(0) = 0 whose slope follows from its output. */
final class ActivationPlan implements LayerPlan, ImagePlan {

    /** Writes f(x) to y, over the whole memory. */
    @FunctionalInterface
    interface Function {
        void apply(MemorySegment x, MemorySegment y);
    }

    /** Writes dy·f'(x) to dx, over the whole memory. */
    @FunctionalInterface
    interface Gradient {
        void apply(MemorySegment y, MemorySegment dy, MemorySegment dx);
    }

    private final Function function;
    private final Gradient gradient;
    private final boolean rectifier;
    private boolean done;

    private ActivationPlan(Function function, Gradient gradient, boolean rectifier) {
        this.function = function;
        this.gradient = gradient;
        this.rectifier = rectifier;
    }

    static ActivationPlan of(Function function, Gradient gradient) {
        return new ActivationPlan(function, gradient, false);
    }

    /** Returns the plan of max(x, 0), which the layer before may do. */
    static ActivationPlan relu() {
        return new ActivationPlan(ActivationKernel::relu, ActivationKernel::reluGradient, true);
    }

    @Override
    public boolean isRectifier() {
        return rectifier;
    }

    @Override
    public void inputIsRectified() {
        done = rectifier;
    }

    /** Computes y, or copies it where it is there already. */
    private void apply(MemorySegment x, MemorySegment y) {
        if (done) {
            VectorRanges.copy(x, y);
        } else {
            function.apply(x, y);
        }
    }

    @Override
    public Aliasing aliasing() {
        return Aliasing.SAME_LAYOUT;
    }

    @Override
    public boolean backwardReadsOutput() {
        return true;
    }

    @Override
    public LayerPass pass(PassBuffers buffers) {
        return new Pass(
                this,
                buffers.x().segment(),
                buffers.y().segment(),
                buffers.gradients().map(d -> d.dy().segment()),
                buffers.gradients().flatMap(PassBuffers.Gradients::dx).map(Tensor::segment));
    }

    @Override
    public ImagePass pass(ImageBuffers buffers) {
        return done ? VectorRanges.copy(buffers) : VectorRanges.pass(buffers, function::apply);
    }

    private record Pass(
            ActivationPlan plan,
            MemorySegment x,
            MemorySegment y,
            Optional<MemorySegment> dy,
            Optional<MemorySegment> dx)
            implements LayerPass {
        @Override
        public void forward(LaneGroup group) {
            plan.apply(x, y);
        }

        @Override
        public void backward(LaneGroup group, MemorySegment gradients) {
            if (dx.isPresent() && dy.isPresent()) {
                plan.gradient.apply(y, dy.get(), dx.get());
            }
        }
    }
}
