package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.parallel.Workers;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** A plan bound to a slab and to the scratch memory of those who compute in it. */
final class BoundGraph {
    private final ImagePass[] passes;
    private final SharedRun shared;
    private final MemorySegment[] inputs;
    private final MemorySegment[] outputs;

    /**
     * Binds all passes.
     *
     * @param scratch memory of each worker; with one, only {@link #run()} may be called
     */
    BoundGraph(GraphPlan plan, MemorySegment slab, List<MemorySegment> scratch) {
        passes =
                plan.steps().stream()
                        .map(step -> step.bind(slab, scratch))
                        .toArray(ImagePass[]::new);
        shared = new SharedRun(passes);
        inputs = memory(plan.inputs(), slab);
        outputs = memory(plan.outputs(), slab);
    }

    private static MemorySegment[] memory(List<Slot> slots, MemorySegment slab) {
        return slots.stream().map(slot -> slot.in(slab).memory()).toArray(MemorySegment[]::new);
    }

    /** Copies images number {@code image} of the caller's inputs into the slab. */
    void load(List<MemorySegment> from, int image) {
        for (int i = 0; i < inputs.length; i++) {
            long bytes = inputs[i].byteSize();
            MemorySegment.copy(from.get(i), image * bytes, inputs[i], 0, bytes);
        }
    }

    /** Copies the outputs to image number {@code image} of the caller's. */
    void store(List<MemorySegment> to, int image) {
        for (int i = 0; i < outputs.length; i++) {
            long bytes = outputs[i].byteSize();
            MemorySegment.copy(outputs[i], 0, to.get(i), image * bytes, bytes);
        }
    }

    /** Computes on the caller's thread. */
    void run() {
        for (ImagePass pass : passes) {
            for (int task = 0; task < pass.tasks(); task++) {
                pass.run(task, 0);
            }
        }
    }

    /** Computes on all workers. */
    void run(Workers workers) {
        if (workers.threads() == 1) {
            run();
        } else {
            shared.run(workers);
        }
    }
}
