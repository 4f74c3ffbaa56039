package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImageBuffers;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.loss.SoftmaxCrossEntropy;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Applies a network with channels in lanes: one image at a time, on which all workers work. */
final class ImageInference implements Outputs {
    private final Workers workers;
    private final ExecutionPlan<ImagePlan> plan;
    private final ImagePass[] passes;
    private final Workers.Task[] tasks;
    private final Tensor input;
    private final Tensor output;
    private final MemorySegment elements;
    private final Tensor logits;
    private final Tensor probabilities;
    private final SoftmaxCrossEntropy loss;
    private final int[] labels = new int[Lanes.COUNT];

    /** Allocates the buffers in the workspace. */
    ImageInference(Network network, Workers workers, Workspace workspace) {
        this.workers = workers;
        plan = ExecutionPlan.ofImages(network, workers.threads(), workspace);
        Tensor[] tensors = plan.tensors(workspace);
        List<MemorySegment> scratch = new ArrayList<>();
        for (int worker = 0; worker < workers.threads(); worker++) {
            scratch.add(workspace.floats(plan.scratchFloats()));
        }
        passes = new ImagePass[plan.layers().size()];
        tasks = new Workers.Task[passes.length];
        for (int i = 0; i < passes.length; i++) {
            ImageBuffers buffers = new ImageBuffers(tensors[i], tensors[i + 1], scratch);
            passes[i] = plan.layers().get(i).pass(buffers);
            tasks[i] = passes[i]::run;
        }
        input = tensors[0];
        output = tensors[passes.length];
        elements = workspace.floats(network.output().elements());
        logits = workspace.tensor(network.output());
        probabilities = workspace.tensor(network.output());
        loss = new SoftmaxCrossEntropy(logits, probabilities, workspace);
    }

    /** Takes the images {@code from} to {@code to} (exclusive) through the network. */
    void run(Samples samples, int[] order, int from, int to, Outputs.Collector collector) {
        plan.packChanges(workers);
        for (int image = from; image < to; image++) {
            samples.load(order, image, 1, input);
            for (int i = 0; i < passes.length; i++) {
                workers.run(passes[i].tasks(), tasks[i]);
            }
            // The loss has images in its lanes; this one is in the first.
            output.store(elements, 0, 1);
            logits.load(elements, 0, 1);
            labels[0] = samples.label(order[image]);
            loss.forward(labels, 1);
            collector.collect(image, this);
        }
    }

    @Override
    public int images() {
        return 1;
    }

    @Override
    public SoftmaxCrossEntropy loss() {
        return loss;
    }

    @Override
    public Tensor logits() {
        return logits;
    }

    @Override
    public Tensor probabilities() {
        return probabilities;
    }
}
