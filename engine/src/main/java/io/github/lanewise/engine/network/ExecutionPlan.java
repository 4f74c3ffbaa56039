package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network bound for training or inference: layer plans, buffers, and the packing of parameters.
 */
final class ExecutionPlan {
    private final boolean training;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<LayerPlan> plans = new ArrayList<>();
    private final BufferPlan buffers;
    private final LayerPlan[] packPlan;
    private final int[] packTask;

    ExecutionPlan(Network network, boolean training) {
        network.requireOpen();
        this.training = training;
        shapes.add(network.input());
        List<LayerPlan> packPlans = new ArrayList<>();
        List<Integer> packTasks = new ArrayList<>();
        for (NamedLayer layer : network.layers()) {
            LayerPlan plan = layer.layer().plan(layer.input(), layer.parameters(), training);
            plans.add(plan);
            shapes.add(layer.output());
            for (int task = 0; task < plan.packTasks(); task++) {
                packPlans.add(plan);
                packTasks.add(task);
            }
        }
        buffers = new BufferPlan(shapes, plans, training);
        packPlan = packPlans.toArray(LayerPlan[]::new);
        packTask = packTasks.stream().mapToInt(Integer::intValue).toArray();
    }

    boolean training() {
        return training;
    }

    List<Shape> shapes() {
        return shapes;
    }

    List<LayerPlan> layers() {
        return plans;
    }

    BufferPlan buffers() {
        return buffers;
    }

    /** Returns the floats of scratch memory that the layers of a worker share. */
    long scratchFloats() {
        return plans.stream().mapToLong(LayerPlan::scratchFloats).max().orElse(0);
    }

    /** Returns the number of independent pieces of {@link #pack}. */
    int packTasks() {
        return packTask.length;
    }

    /** Copies a piece of the parameters into kernel order. */
    void pack(int task) {
        packPlan[task].pack(packTask[task], training);
    }
}
