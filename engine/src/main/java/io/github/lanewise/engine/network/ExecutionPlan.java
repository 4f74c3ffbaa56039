package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.LayerBinding;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network bound for training or inference: layer plans, buffers, and the packing of parameters.
 *
 * @param <P> what a layer becomes
 */
final class ExecutionPlan<P extends LayerBinding> {
    private static final long NEVER = -1;

    /** What a plan is for. */
    enum Goal {
        /** What the last layer makes. */
        OUTPUT,
        /** What each layer makes, so that none does the work of the next. */
        EVERY_OUTPUT,
        /** Gradients by the parameters. */
        PARAMETER_GRADIENTS,
        /** The gradient by the input, too. */
        INPUT_GRADIENT;

        boolean backward() {
            return this == PARAMETER_GRADIENTS || this == INPUT_GRADIENT;
        }
    }

    private final Network network;
    private final Goal goal;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<P> plans = new ArrayList<>();
    private final BufferPlan buffers;
    private final LayerBinding[] packPlan;
    private final int[] packTask;
    private long packedChanges = NEVER;

    private ExecutionPlan(
            Network network, LaneAxis lanes, Goal goal, Function<NamedLayer, P> bind) {
        network.requireOpen();
        this.network = network;
        this.goal = goal;
        shapes.add(network.input());
        List<LayerBinding> packPlans = new ArrayList<>();
        List<Integer> packTasks = new ArrayList<>();
        for (NamedLayer layer : network.layers()) {
            P plan = bind.apply(layer);
            if (goal != Goal.EVERY_OUTPUT) {
                fuseRelu(plan);
            }
            plans.add(plan);
            shapes.add(layer.output());
            for (int task = 0; task < plan.packTasks(); task++) {
                packPlans.add(plan);
                packTasks.add(task);
            }
        }
        buffers = new BufferPlan(shapes, plans, lanes, goal.backward());
        packPlan = packPlans.toArray(LayerBinding[]::new);
        packTask = packTasks.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Lets the layer before do a ReLU, if it can. */
    private void fuseRelu(P plan) {
        if (plan.isRectifier() && !plans.isEmpty() && plans.getLast().rectify()) {
            plan.inputIsRectified();
        }
    }

    /** Returns the plan for lane groups, which workers take through the network one by one. */
    static ExecutionPlan<LayerPlan> ofGroups(Network network, Goal goal) {
        return new ExecutionPlan<>(network, LaneAxis.IMAGES, goal, layer -> plan(layer, goal));
    }

    private static LayerPlan plan(NamedLayer layer, Goal goal) {
        Shape input = layer.input();
        return goal == Goal.INPUT_GRADIENT
                ? layer.layer().inputGradientPlan(input, layer.parameters())
                : layer.layer().plan(input, layer.parameters(), goal.backward());
    }

    /** Returns the plan for single images, which workers share. */
    static ExecutionPlan<ImagePlan> ofImages(Network network, int workers, Workspace workspace) {
        return new ExecutionPlan<>(
                network,
                LaneAxis.CHANNELS,
                Goal.OUTPUT,
                layer ->
                        layer.layer()
                                .imagePlan(layer.input(), layer.parameters(), workers, workspace));
    }

    boolean training() {
        return goal.backward();
    }

    /** Returns whether the gradient by the input is wanted. */
    boolean inputGradient() {
        return goal == Goal.INPUT_GRADIENT;
    }

    List<Shape> shapes() {
        return shapes;
    }

    List<P> layers() {
        return plans;
    }

    BufferPlan buffers() {
        return buffers;
    }

    /** Returns a tensor per edge; those of a buffer share its memory. */
    Tensor[] tensors(Workspace workspace) {
        Tensor[] memory = new Tensor[buffers.count()];
        for (int buffer = 0; buffer < memory.length; buffer++) {
            memory[buffer] = workspace.tensor(buffers.layout(buffer));
        }
        Tensor[] tensors = new Tensor[shapes.size()];
        for (int edge = 0; edge < tensors.length; edge++) {
            Tensor whole = memory[buffers.buffer(edge)];
            Shape shape = shapes.get(edge);
            tensors[edge] = shape.equals(whole.shape()) ? whole : whole.reshaped(shape);
        }
        return tensors;
    }

    /** Returns the floats of scratch memory that the layers of a worker share. */
    long scratchFloats() {
        return plans.stream().mapToLong(LayerBinding::scratchFloats).max().orElse(0);
    }

    /** Returns the number of independent pieces of {@link #pack(int)}. */
    int packTasks() {
        return packTask.length;
    }

    /** Copies a piece of the parameters into kernel order. */
    void pack(int task) {
        packPlan[task].pack(packTask[task], training());
    }

    /** Copies all parameters into kernel order, if one has changed since the last time. */
    void packChanges(Workers workers) {
        long changes = network.changes();
        if (changes != packedChanges) {
            workers.run(packTasks(), (task, worker) -> pack(task));
            packedChanges = changes;
        }
    }
}
