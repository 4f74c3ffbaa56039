package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.NodeContext;
import io.github.lanewise.engine.graph.NodePlan;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryFunction;
import java.util.List;

/**
 * A function of one number, element by element. One input, of any rank.
 *
 * @param activation which function
 */
public record Unary(Activation activation) implements Operation {
    @Override
    public String kind() {
        return switch (activation.function()) {
            case IDENTITY -> "Identity";
            case RELU -> "Relu";
            case LEAKY_RELU -> "LeakyRelu";
            case ELU -> "Elu";
            case SELU -> "Selu";
            case SIGMOID -> "Sigmoid";
            case HARD_SIGMOID -> "HardSigmoid";
            case HARD_SWISH -> "HardSwish";
            case TANH -> "Tanh";
            case SOFTPLUS -> "Softplus";
            case CLIP -> "Clip";
            case SQUARE_ROOT -> "Sqrt";
            case EXPONENTIAL -> "Exp";
        };
    }

    @Override
    public List<Extents> outputs(List<Extents> inputs) {
        return List.of(inputs.getFirst());
    }

    @Override
    public List<MemoryOrder> orders(List<Value> inputs, List<Value> outputs) {
        return outputs.getFirst().extents().isFeatureMap()
                ? List.of(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR)
                : List.of(MemoryOrder.ROW_MAJOR);
    }

    @Override
    public boolean keepsImages(List<Value> inputs, List<Value> outputs) {
        return outputs.getFirst().extents().rank() > 0;
    }

    @Override
    public NodePlan plan(NodeContext context, MemoryOrder order) {
        return new UnaryPlan(activation, order, context);
    }

    @Override
    public String describe() {
        UnaryFunction function = activation.function();
        return function == UnaryFunction.CLIP
                ? kind() + " " + activation.alpha() + " to " + activation.beta()
                : kind();
    }
}
