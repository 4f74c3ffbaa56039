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
 * Values one behind the other along an axis (ONNX Concat, opset 13). All other extents are equal.
 *
 * <p>It keeps images unless the axis is 0. A constant among the inputs has the axis 0 of the
 * others, so that it is the same for all images only if that is 1.
 *
 * @param axis along which they are put together
 */
public record Concatenation(int axis) implements Operation {
    @Override
    public String kind() {
        return "Concat";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        if (inputs.isEmpty()) {
            throw new ShapeException("A concatenation needs at least one value, but got none.");
        }
        Extents first = Axes.check(inputs.getFirst(), axis, kind());
        long extent = 0;
        for (Extents input : inputs) {
            if (input.rank() != first.rank() || !input.with(axis, 1).equals(first.with(axis, 1))) {
                throw new ShapeException(
                        "Values of "
                                + inputs
                                + " cannot be put together along axis "
                                + axis
                                + ": all other extents have to be equal.");
            }
            extent += input.get(axis);
        }
        return List.of(first.with(axis, Axes.extent(extent)));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return CopyPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return axis != 0
                && inputs.stream()
                        .allMatch(input -> !input.isConstant() || input.extents().get(0) == 1);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        List<Box> boxes = new ArrayList<>();
        int to = 0;
        for (int i = 0; i < context.inputs().size(); i++) {
            Extents extents = context.inputs().get(i).extents();
            int count = extents.get(axis);
            boxes.add(Box.whole(i, extents, axis, AxisRun.of(0, 1, to, count)));
            to += count;
        }
        Assembly assembly = new Assembly(context.output().extents(), boxes);
        return new CopyPlan(List.of(assembly), 0, context, order);
    }
}
