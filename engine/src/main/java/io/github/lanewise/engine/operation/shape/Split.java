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
 * Parts of a value along an axis, one output each (ONNX Split, opset 18). It keeps images unless
 * the axis is 0.
 *
 * @param axis that is split
 * @param sizes extents of the parts, whose sum is the extent of the axis
 */
public record Split(int axis, List<Integer> sizes) implements Operation {
    /** Copies the list. */
    public Split {
        sizes = List.copyOf(sizes);
    }

    @Override
    public String kind() {
        return "Split";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents input = Axes.check(inputs.getFirst(), axis, kind());
        long sum = sizes.stream().mapToLong(Integer::longValue).sum();
        if (sum != input.get(axis)) {
            throw new ShapeException(
                    "Axis "
                            + axis
                            + " of a value of "
                            + input
                            + " cannot be split into "
                            + sizes
                            + ", which are "
                            + sum
                            + " together.");
        }
        return sizes.stream().map(size -> input.with(axis, size)).toList();
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return CopyPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return axis != 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        List<Assembly> parts = new ArrayList<>();
        int from = 0;
        for (Value output : context.outputs()) {
            Extents extents = output.extents();
            int count = extents.get(axis);
            Box box = Box.whole(0, extents, axis, AxisRun.of(from, 1, 0, count));
            parts.add(new Assembly(extents, List.of(box)));
            from += count;
        }
        return new CopyPlan(parts, 0, context, order);
    }
}
