package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.graph.NodePlan.Sharing;
import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.tensor.Halo;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph bound to orders, algorithms and places in a slab; what a call needs besides is a slab.
 */
final class GraphPlan {
    /**
     * A value in one order.
     *
     * @param value which one
     * @param order of its elements
     */
    private record Key(Value value, MemoryOrder order) {}

    private final int workers;
    private final Workspace workspace;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Key, Slot> slots = new HashMap<>();
    private final List<Slot> inSlab = new ArrayList<>();
    private final List<Slot> inputs = new ArrayList<>();
    private final List<Slot> outputs = new ArrayList<>();
    private final OrderChoice orders;
    private final SlabLayout slab;

    /**
     * Plans a graph.
     *
     * @param workers that share the work of a call
     * @param workspace owner of packed filters and the like
     */
    GraphPlan(Graph graph, int workers, Workspace workspace) {
        this.workers = workers;
        this.workspace = workspace;
        orders = new OrderChoice(graph.inputs());
        for (Value input : graph.inputs()) {
            inputs.add(slot(input, MemoryOrder.ROW_MAJOR));
        }
        graph.nodes().forEach(this::add);
        for (Value output : graph.outputs()) {
            outputs.add(
                    output.isConstant()
                            ? constant(output, Placement.ROW_MAJOR)
                            : made(output, MemoryOrder.ROW_MAJOR));
        }
        setLifetimes();
        share();
        slab = new SlabLayout(inSlab);
    }

    private void add(Node node) {
        try {
            add(node, orders.next(node));
        } catch (ShapeException unfit) {
            throw new ShapeException("Node " + node.name() + ": " + unfit.getMessage());
        }
    }

    private void add(Node node, MemoryOrder order) {
        NodePlan plan =
                node.operation()
                        .plan(
                                new NodeContext(node.inputs(), node.outputs(), workers, workspace),
                                order);
        List<Slot> read = new ArrayList<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            Value input = node.inputs().get(i);
            if (input.isConstant()) {
                read.add(constant(input, plan.constant(i)));
            } else {
                Slot slot = made(input, order);
                slot.widen(plan.inputHalo(i));
                read.add(slot);
            }
        }
        List<Slot> written = node.outputs().stream().map(output -> slot(output, order)).toList();
        steps.add(new Step(Optional.of(node), plan, order, read, written));
    }

    private Slot slot(Value value, MemoryOrder order) {
        return slots.computeIfAbsent(
                new Key(value, order),
                key -> {
                    Slot slot = Slot.inSlab(value, order);
                    inSlab.add(slot);
                    return slot;
                });
    }

    /** Returns a value in some order, after the step that changes its order where needed. */
    private Slot made(Value value, MemoryOrder order) {
        MemoryOrder there = orders.of(value);
        boolean missing = !slots.containsKey(new Key(value, order));
        Slot slot = slot(value, order);
        if (missing) {
            Slot from = slot(value, there);
            steps.add(Step.conversion(order, from, slot));
        }
        return slot;
    }

    private Slot constant(Value value, Placement placement) {
        if (placement.order() == MemoryOrder.ROW_MAJOR) {
            return Slot.constant(value, MemoryOrder.ROW_MAJOR, Halo.NONE, value.data());
        }
        long floats = placement.byteSize(value.extents()) / Float.BYTES;
        MemorySegment memory = workspace.floats(floats);
        Buffer from = new Buffer(value.data(), value.extents(), Placement.ROW_MAJOR);
        Buffer to = new Buffer(memory, value.extents(), placement);
        ImagePass pass = Conversion.TO_LANES.pass(List.of(from), List.of(to), List.of(memory));
        for (int task = 0; task < pass.tasks(); task++) {
            pass.run(task, 0);
        }
        return Slot.constant(value, placement.order(), placement.halo(), memory);
    }

    private void setLifetimes() {
        inputs.forEach(slot -> slot.use(-1));
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).use(i);
        }
        outputs.forEach(slot -> slot.use(steps.size()));
    }

    /** Lets outputs stand in the memory of inputs, in the order of the steps. */
    private void share() {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Sharing sharing = step.plan().sharing();
            if (sharing == Sharing.NONE || step.inputs().getFirst().isConstant()) {
                continue;
            }
            Slot from = step.inputs().getFirst();
            Slot to = step.outputs().getFirst();
            boolean alike = from.placement().equals(to.placement());
            boolean last = from.to() == i;
            if (sharing == Sharing.RESHAPE || (alike && last)) {
                to.standIn(from);
            }
        }
    }

    List<Step> steps() {
        return steps;
    }

    /** Returns where the inputs of the graph are expected, in row-major order. */
    List<Slot> inputs() {
        return inputs;
    }

    /** Returns where the outputs of the graph stand, in row-major order. */
    List<Slot> outputs() {
        return outputs;
    }

    /** Returns the bytes of a slab. */
    long slabBytes() {
        return slab.byteSize();
    }

    /**
     * Allocates a slab.
     *
     * @throws ShapeException naming the largest value, if that is more than the owner may hold
     */
    MemorySegment newSlab(Workspace owner) {
        try {
            return owner.floats(Math.max(1, slabBytes() / Float.BYTES));
        } catch (ShapeException tooLarge) {
            String largest =
                    inSlab.stream()
                            .max(Comparator.comparingLong(Slot::byteSize))
                            .map(slot -> slot.value().toString())
                            .orElseThrow();
            throw new ShapeException(
                    "The values, of which "
                            + largest
                            + " is the largest, do not fit: "
                            + tooLarge.getMessage());
        }
    }

    /** Returns the floats of scratch memory that a worker needs. */
    long scratchFloats() {
        return steps.stream().mapToLong(step -> step.plan().scratchFloats()).max().orElse(0);
    }

    /** Returns the bytes that all values in the slab would take if none shared memory. */
    long unsharedBytes() {
        return inSlab.stream().mapToLong(Slot::byteSize).sum();
    }
}
