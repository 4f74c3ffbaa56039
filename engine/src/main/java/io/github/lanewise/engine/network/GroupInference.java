package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;

/** Applies a network with images in lanes: each worker takes lane groups of its own through it. */
final class GroupInference {
    private final Workers workers;
    private final ExecutionPlan<LayerPlan> plan;
    private final NetworkPass[] passes;

    /** Allocates the buffers in the workspace. */
    GroupInference(Network network, Workers workers, Workspace workspace) {
        this.workers = workers;
        plan = ExecutionPlan.ofGroups(network, ExecutionPlan.Goal.OUTPUT);
        passes = new NetworkPass[workers.threads()];
        for (int worker = 0; worker < passes.length; worker++) {
            passes[worker] = new NetworkPass(plan, LaneGroup.forInference(), workspace);
        }
    }

    /** Takes the images {@code from} to {@code to} (exclusive) through the network. */
    void run(Samples samples, int[] order, int from, int to, Outputs.Collector collector) {
        plan.packChanges(workers);
        workers.run(
                Math.ceilDiv(to - from, Lanes.COUNT),
                (group, worker) -> {
                    NetworkPass pass = passes[worker];
                    int[] labels = new int[Lanes.COUNT];
                    int first = from + group * Lanes.COUNT;
                    int images = Math.min(Lanes.COUNT, to - first);
                    for (int lane = 0; lane < images; lane++) {
                        labels[lane] = samples.label(order[first + lane]);
                    }
                    pass.group().set(0, first, images);
                    samples.load(order, first, images, pass.input());
                    pass.forward();
                    pass.loss().forward(labels, images);
                    collector.collect(first, pass);
                });
    }
}
