package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import java.util.List;

/**
 * The mean over a window, channel by channel, of N×C×W or N×C×H×W (ONNX AveragePool, opset 22). The
 * mean of a window that sees padding only is 0.
 *
 * @param attributes of the windows
 * @param countPadding whether the zeros of the padding count as elements of the mean ({@code
 *     count_include_pad}); what {@code ceil} adds behind the padding never does
 */
public record AveragePooling(PoolAttributes attributes, boolean countPadding) implements Operation {
    @Override
    public String kind() {
        return "AveragePool";
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
        return new WindowPlan(
                attributes,
                memory -> new AveragePoolKernel(memory, countPadding),
                context.workers());
    }

    @Override
    public String describe() {
        return kind() + " " + attributes.describe();
    }
}
