package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.elementwise.Binary;
import io.github.lanewise.engine.operation.elementwise.BinaryFunction;
import io.github.lanewise.models.onnx.known.Known;
import io.github.lanewise.models.onnx.known.KnownMath;
import java.util.List;
import java.util.Map;

/** Functions of two or more values that are broadcast to each other, and those of constants. */
final class Arithmetic {
    private static final Map<String, BinaryFunction> OF_TWO =
            Map.of(
                    "Add", BinaryFunction.ADD,
                    "Sub", BinaryFunction.SUB,
                    "Mul", BinaryFunction.MUL,
                    "Div", BinaryFunction.DIV,
                    "Pow", BinaryFunction.POW);

    private static final Map<String, BinaryFunction> OF_MANY =
            Map.of(
                    "Sum", BinaryFunction.ADD,
                    "Max", BinaryFunction.MAX,
                    "Min", BinaryFunction.MIN);

    private Arithmetic() {}

    static void register(SupportedOperators operators) {
        KnownMath.binaryNames().forEach(name -> operators.fold(name, Arithmetic::foldTwo));
        KnownMath.unaryNames().forEach(name -> operators.fold(name, Arithmetic::foldOne));
        operators.fold("Not", node -> node.define(KnownMath.not(node.known(0), node.budget())));
        OF_MANY.keySet().forEach(name -> operators.fold(name, Arithmetic::foldMany));
        OF_TWO.forEach((name, function) ->
                operators.translate(
                        name,
                        node -> node.compute(new Binary(function), node.value(0), node.value(1))));
        OF_MANY.forEach(
                (name, function) -> operators.translate(name, node -> chain(node, function)));
        operators.translate("Neg", Arithmetic::negate);
    }

    private static void foldOne(NodeImport node) {
        node.define(KnownMath.unary(node.operator(), node.known(0), node.budget()));
    }

    private static void foldTwo(NodeImport node) {
        if (node.attributes().flag("fmod", false)) {
            throw node.fault("fmod is not supported");
        }
        node.define(KnownMath.binary(node.operator(), node.known(0), node.known(1), node.budget()));
    }

    private static void foldMany(NodeImport node) {
        String function = node.operator().equals("Sum") ? "Add" : node.operator();
        Known result = node.known(0);
        for (int input = 1; input < node.inputs(); input++) {
            result = KnownMath.binary(function, result, node.known(input), node.budget());
        }
        node.define(result);
    }

    /** f(f(a, b), c), …; nothing is computed for one input. */
    private static void chain(NodeImport node, BinaryFunction function) {
        if (node.inputs() == 1) {
            node.alias(0);
            return;
        }
        List<Value> values = node.values();
        Value first = values.getFirst();
        for (Value next : values.subList(1, values.size() - 1)) {
            first = node.step(new Binary(function), first, next);
        }
        node.compute(new Binary(function), first, values.getLast());
    }

    private static void negate(NodeImport node) {
        Known minusOne = Known.floats(List.of(-1f)).reshape(List.of());
        node.compute(new Binary(BinaryFunction.MUL), node.value(0), node.constant(minusOne));
    }
}
