package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/**
 * Places of an axis by their numbers (ONNX Gather, opset 13, with constant indices). The extents of
 * the indices take the place of the axis. It keeps images unless the axis is 0.
 *
 * @param axis whose places are taken
 * @param indices from 0 to the extent of the axis (exclusive), in row-major order
 * @param indexExtents extents of the indices; none for a single index, whose axis goes away
 */
public record Gather(int axis, List<Integer> indices, List<Integer> indexExtents)
        implements Operation {
    /** Copies the lists. */
    public Gather {
        indices = List.copyOf(indices);
        indexExtents = List.copyOf(indexExtents);
    }

    @Override
    public String kind() {
        return "Gather";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = Axes.check(inputs.getFirst(), axis, kind());
        Extents taken = Extents.of(indexExtents.stream().mapToInt(Integer::intValue).toArray());
        if (taken.elements() != indices.size()) {
            throw new ShapeException(
                    "Indices of " + taken + " cannot be " + indices.size() + " numbers.");
        }
        for (int index : indices) {
            if (index < 0 || index >= input.get(axis)) {
                throw new ShapeException(
                        "Axis "
                                + axis
                                + " of a value of "
                                + input
                                + " has no place "
                                + index
                                + " to gather.");
            }
        }
        List<Integer> extents = new ArrayList<>();
        for (int i = 0; i < input.rank(); i++) {
            if (i == axis) {
                extents.addAll(indexExtents);
            } else {
                extents.add(input.get(i));
            }
        }
        return List.of(Extents.of(extents.stream().mapToInt(Integer::intValue).toArray()));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return axis != 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        Extents input = context.input().extents();
        List<Box> boxes = new ArrayList<>();
        for (int to = 0; to < indices.size(); ) {
            AxisRun run = run(to);
            boxes.add(Box.whole(0, input, axis, run));
            to += run.count();
        }
        // With one axis for all indices.
        Assembly assembly = new Assembly(input.with(axis, indices.size()), boxes);
        return new CopyPlan(List.of(assembly), 0, context, order);
    }

    /** Returns the indices from a place on that are the same step apart. */
    private AxisRun run(int to) {
        int first = indices.get(to);
        if (to + 1 == indices.size()) {
            return AxisRun.of(first, 0, to, 1);
        }
        int step = indices.get(to + 1) - first;
        int end = to + 2;
        while (end < indices.size() && indices.get(end) - indices.get(end - 1) == step) {
            end++;
        }
        return AxisRun.of(first, step, to, end - to);
    }
}
