package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;

/** x &lt; 0 ? slope · x : x. Inputs: x, slope, which is broadcast to x. */
public record ParametricRelu() implements Operation {
    @Override
    public String kind() {
        return "PRelu";
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        Extents x = inputs.get(0);
        Extents slope = inputs.get(1);
        if (!x.broadcast(slope).equals(x)) {
            throw new ShapeException(
                    "A slope of "
                            + slope
                            + " cannot be broadcast to an input of "
                            + x
                            + "; PRelu's slope has its extents or 1 along each axis.");
        }
        return List.of(x);
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return BinaryPlan.orders(inputs, outputs);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return BinaryPlan.keepsImages(inputs, outputs);
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new BinaryPlan(context, order, BinaryKernel::parametricRelu);
    }
}
