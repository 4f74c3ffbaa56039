package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.MeetingPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.loss.SoftmaxCrossEntropy;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** One worker's way through all layers, one lane group at a time, with buffers of its own. */
final class NetworkPass implements Outputs {
    private final LaneGroup group;
    private final LayerPass[] passes;
    private final Tensor[] values;
    private final Tensor[] gradients;
    private final SoftmaxCrossEntropy loss;
    private final Tensor logits;
    private final Tensor probabilities;

    NetworkPass(ExecutionPlan<LayerPlan> plan, LaneGroup group, Workspace workspace) {
        this(plan, group, 0, workspace);
    }

    /**
     * Allocates the buffers of a lane group.
     *
     * @param smoothing of the labels, as in {@link SoftmaxCrossEntropy}
     */
    NetworkPass(
            ExecutionPlan<LayerPlan> plan, LaneGroup group, double smoothing, Workspace workspace) {
        this.group = group;
        int layers = plan.layers().size();
        values = plan.tensors(workspace);
        gradients = plan.training() ? plan.tensors(workspace) : new Tensor[0];
        MemorySegment scratch = workspace.floats(plan.scratchFloats());
        // Nobody reads the gradients of what stands where the input stands.
        int unread = plan.inputGradient() ? -1 : plan.buffers().buffer(0);
        passes = new LayerPass[layers];
        for (int i = 0; i < layers; i++) {
            Optional<PassBuffers.Gradients> d = Optional.empty();
            if (plan.training() && plan.buffers().buffer(i + 1) != unread) {
                boolean first = plan.buffers().buffer(i) == unread;
                d =
                        Optional.of(
                                new PassBuffers.Gradients(
                                        gradients[i + 1],
                                        first ? Optional.empty() : Optional.of(gradients[i])));
            }
            PassBuffers buffers =
                    new PassBuffers(i, values[i], values[i + 1], d, scratch, workspace);
            passes[i] = plan.layers().get(i).pass(buffers);
        }
        Shape output = plan.shapes().getLast();
        probabilities = plan.training() ? gradients[layers] : workspace.tensor(output);
        logits = values[layers];
        loss = new SoftmaxCrossEntropy(logits, probabilities, smoothing, workspace);
    }

    LaneGroup group() {
        return group;
    }

    /** Returns the input, into which the images are loaded. */
    Tensor input() {
        return values[0];
    }

    /** Returns what a layer made, until the next one is run. */
    Tensor output(int layer) {
        return values[layer + 1];
    }

    /** Returns the gradient of the input, where the plan is for that. */
    Tensor inputGradient() {
        return gradients[0];
    }

    /** Returns the gradient of the output, where there is a backward pass. */
    Tensor outputGradient() {
        return gradients[passes.length];
    }

    @Override
    public int images() {
        return group.images();
    }

    @Override
    public Tensor logits() {
        return logits;
    }

    @Override
    public Tensor probabilities() {
        return probabilities;
    }

    @Override
    public SoftmaxCrossEntropy loss() {
        return loss;
    }

    void forward() {
        forward(0, passes.length);
    }

    /** Takes the group through some layers; the end is exclusive. */
    void forward(int from, int to) {
        for (int i = from; i < to; i++) {
            passes[i].forward(group);
        }
    }

    void backward(MemorySegment gradients) {
        backward(0, passes.length, gradients);
    }

    /** Takes the gradients back through some layers, the last one first; the end is exclusive. */
    void backward(int from, int to, MemorySegment gradients) {
        for (int i = to - 1; i >= from; i--) {
            passes[i].backward(group, gradients);
        }
    }

    /** Gathers what the meeting at a layer needs. */
    void gather(int layer) {
        meeting(layer).gather(group);
    }

    /** Gathers what the meeting at a layer needs on the way back. */
    void gatherBackward(int layer) {
        meeting(layer).gatherBackward(group);
    }

    private MeetingPass meeting(int layer) {
        return (MeetingPass) passes[layer];
    }
}
