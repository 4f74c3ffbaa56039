package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryFunction;
import io.github.lanewise.engine.operation.elementwise.ParametricRelu;
import io.github.lanewise.engine.operation.elementwise.Unary;
import java.util.Map;
import java.util.function.Function;

/** Functions of one number; defaults of their constants are those of ONNX's operators. */
final class Activations {
    private static final Map<String, UnaryFunction> PLAIN =
            Map.of(
                    "Relu", UnaryFunction.RELU,
                    "Sigmoid", UnaryFunction.SIGMOID,
                    "HardSwish", UnaryFunction.HARD_SWISH,
                    "Tanh", UnaryFunction.TANH,
                    "Softplus", UnaryFunction.SOFTPLUS,
                    "Sqrt", UnaryFunction.SQUARE_ROOT,
                    "Exp", UnaryFunction.EXPONENTIAL);

    /** Since this version the limits of Clip are inputs. */
    private static final int CLIP_INPUTS = 11;

    private Activations() {}

    static void register(SupportedOperators operators) {
        PLAIN.forEach((name, function) ->
                operators.translate(name, node -> unary(node, Activation.of(function))));
        withConstants(
                operators,
                "LeakyRelu",
                a -> new Activation(UnaryFunction.LEAKY_RELU, a.real("alpha", 0.01f), 0));
        withConstants(
                operators, "Elu", a -> new Activation(UnaryFunction.ELU, a.real("alpha", 1), 0));
        withConstants(
                operators,
                "Selu",
                a ->
                        new Activation(
                                UnaryFunction.SELU,
                                a.real("alpha", 1.6732632f),
                                a.real("gamma", 1.050701f)));
        withConstants(
                operators,
                "HardSigmoid",
                a ->
                        new Activation(
                                UnaryFunction.HARD_SIGMOID,
                                a.real("alpha", 0.2f),
                                a.real("beta", 0.5f)));
        operators.translate("Clip", Activations::clip);
        operators.translate(
                "PRelu", node -> node.compute(new ParametricRelu(), node.value(0), node.value(1)));
    }

    private static void withConstants(
            SupportedOperators operators,
            String name,
            Function<NodeAttributes, Activation> activation) {
        operators.translate(name, node -> unary(node, activation.apply(node.attributes())));
    }

    private static void unary(NodeImport node, Activation activation) {
        node.compute(new Unary(activation), node.value(0));
    }

    private static void clip(NodeImport node) {
        boolean inputs = node.operatorSet() >= CLIP_INPUTS;
        float least =
                inputs
                        ? limit(node, 1, "min", -Float.MAX_VALUE)
                        : node.attributes().real("min", -Float.MAX_VALUE);
        float most =
                inputs
                        ? limit(node, 2, "max", Float.MAX_VALUE)
                        : node.attributes().real("max", Float.MAX_VALUE);
        unary(node, Activation.clip(least, most));
    }

    private static float limit(NodeImport node, int input, String role, float otherwise) {
        if (!node.has(input)) {
            return otherwise;
        }
        return (float) node.known(input, role).single();
    }
}
