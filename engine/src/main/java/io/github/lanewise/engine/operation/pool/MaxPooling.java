package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import java.util.List;

/**
 * The maximum over a window, channel by channel, of N×C×W or N×C×H×W (ONNX MaxPool, opset 22,
 * without the second output). Padding counts as −∞; NaN is a maximum.
 *
 * @param attributes of the windows
 */
public record MaxPooling(PoolAttributes attributes) implements Operation {
    @Override
    public String kind() {
        return "MaxPool";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(attributes.output(inputs.getFirst()));
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return List.of(MemoryOrder.LANES);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return true;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new WindowPlan(attributes, MaxPoolKernel::new, context.workers());
    }

    @Override
    public String describe() {
        return kind() + " " + attributes.describe();
    }
}
