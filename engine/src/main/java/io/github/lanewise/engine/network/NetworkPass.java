package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.loss.SoftmaxCrossEntropy;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** One worker's way through all layers, one lane group at a time, with buffers of its own. */
final class NetworkPass {
    private final LaneGroup group;
    private final LayerPass[] passes;
    private final Tensor input;
    private final SoftmaxCrossEntropy loss;
    private final Tensor probabilities;

    NetworkPass(ExecutionPlan plan, LaneGroup group, Workspace workspace) {
        this.group = group;
        int layers = plan.layers().size();
        Tensor[] values = tensors(plan, workspace);
        Tensor[] gradients = plan.training() ? tensors(plan, workspace) : new Tensor[0];
        MemorySegment scratch = workspace.floats(plan.scratchFloats());
        int inputBuffer = plan.buffers().buffer(0);
        passes = new LayerPass[layers];
        for (int i = 0; i < layers; i++) {
            Optional<PassBuffers.Gradients> d = Optional.empty();
            if (plan.training() && plan.buffers().buffer(i + 1) != inputBuffer) {
                boolean first = plan.buffers().buffer(i) == inputBuffer;
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
        input = values[0];
        Shape output = plan.shapes().getLast();
        probabilities = plan.training() ? gradients[layers] : workspace.tensor(output);
        loss = new SoftmaxCrossEntropy(values[layers], probabilities, workspace);
    }

    /** Returns a tensor per edge; those of a buffer share its memory. */
    private static Tensor[] tensors(ExecutionPlan plan, Workspace workspace) {
        Tensor[] memory = new Tensor[plan.buffers().count()];
        for (int buffer = 0; buffer < memory.length; buffer++) {
            memory[buffer] = workspace.tensor(plan.buffers().layout(buffer));
        }
        Tensor[] tensors = new Tensor[plan.shapes().size()];
        for (int edge = 0; edge < tensors.length; edge++) {
            Tensor whole = memory[plan.buffers().buffer(edge)];
            Shape shape = plan.shapes().get(edge);
            tensors[edge] = shape.equals(whole.shape()) ? whole : whole.reshaped(shape);
        }
        return tensors;
    }

    LaneGroup group() {
        return group;
    }

    /** Returns the input, into which the images are loaded. */
    Tensor input() {
        return input;
    }

    /** Returns the probabilities of the classes after the loss's forward call. */
    Tensor probabilities() {
        return probabilities;
    }

    SoftmaxCrossEntropy loss() {
        return loss;
    }

    void forward() {
        for (LayerPass pass : passes) {
            pass.forward(group);
        }
    }

    void backward(MemorySegment gradients) {
        for (int i = passes.length - 1; i >= 0; i--) {
            passes[i].backward(group, gradients);
        }
    }
}
