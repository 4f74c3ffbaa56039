package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import java.util.List;

/**
 * {@code y = e^x / Σ e^x} along an axis, or its logarithm (ONNX Softmax and LogSoftmax, opset 13).
 * The maximum is subtracted first, so that nothing overflows. Where x is more than 87 below the
 * maximum, e^(x − max) counts as e^-87, 1.6e-38. It keeps images unless the axis is 0.
 *
 * @param axis along which the results add up to 1
 * @param logarithm whether the result is ln y
 */
public record Softmax(int axis, boolean logarithm) implements Operation {
    @Override
    public String kind() {
        return logarithm ? "LogSoftmax" : "Softmax";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Axes.check(inputs.getFirst(), axis, kind());
        return inputs;
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        boolean map = inputs.getFirst().extents().isFeatureMap();
        return map && axis != 0
                ? List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR)
                : List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return axis != 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new SoftmaxPlan(this, order, context.workers());
    }

    @Override
    public String describe() {
        return kind() + " along axis " + axis;
    }
}
