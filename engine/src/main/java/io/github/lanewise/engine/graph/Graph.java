package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.ShapeException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Nodes that compute values from values.
 *
 * @param inputs values that a caller passes
 * @param outputs values that a caller gets; computed, constants or inputs
 * @param nodes in an order in which each comes after those whose outputs it reads
 */
public record Graph(List<Value> inputs, List<Value> outputs, List<Node> nodes) {
    /**
     * Copies and checks the lists.
     *
     * @throws ShapeException if a node cannot be applied to its inputs
     * @throws IllegalArgumentException if a node reads what is not made before it, or makes what is
     *     made already, or an input that has to be a constant is not
     */
    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        nodes = List.copyOf(nodes);
        Set<Value> made = new HashSet<>(inputs);
        for (Node node : nodes) {
            check(node, made);
        }
        for (Value output : outputs) {
            requireMade(output, made, "the graph");
        }
    }

    private static void check(Node node, Set<Value> made) {
        for (int i = 0; i < node.inputs().size(); i++) {
            Value input = node.inputs().get(i);
            requireMade(input, made, "node " + node.name());
            if (node.operation().constantInputs().contains(i) && !input.isConstant()) {
                throw new IllegalArgumentException(
                        "Input "
                                + input.name()
                                + " of node "
                                + node.name()
                                + " ("
                                + node.operation().kind()
                                + ") is computed, but has to be a constant.");
            }
        }
        List<Extents> expected =
                node.operation().outputs(node.inputs().stream().map(Value::extents).toList());
        List<Extents> actual = node.outputs().stream().map(Value::extents).toList();
        if (!expected.equals(actual)) {
            throw new ShapeException(
                    "Node " + node.name() + " makes " + expected + ", not " + actual + ".");
        }
        for (Value output : node.outputs()) {
            if (output.isConstant() || !made.add(output)) {
                throw new IllegalArgumentException(
                        "Node " + node.name() + " makes " + output.name() + ", which is there.");
            }
        }
    }

    private static void requireMade(Value value, Set<Value> made, String reader) {
        if (!value.isConstant() && !made.contains(value)) {
            throw new IllegalArgumentException(
                    "Nothing before " + reader + " makes " + value.name() + ", which it reads.");
        }
    }
}
