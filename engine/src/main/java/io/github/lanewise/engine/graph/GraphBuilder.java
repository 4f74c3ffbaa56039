package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;

/** Builds a graph node by node; extents follow from the operations. */
public final class GraphBuilder {
    private final List<Value> inputs = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();

    /** Creates a builder of an empty graph. */
    public GraphBuilder() {}

    /** Adds an input of the graph. */
    public Value input(String name, Extents extents) {
        Value value = Value.of(name, extents);
        inputs.add(value);
        return value;
    }

    /**
     * Adds a node with one output, which has the node's name.
     *
     * @throws ShapeException if the operation cannot be applied to the inputs
     */
    public Value add(String name, Operation operation, Value... nodeInputs) {
        return add(name, operation, List.of(nodeInputs), List.of(name)).getFirst();
    }

    /**
     * Adds a node.
     *
     * @param outputs names, as many as the operation has outputs
     * @throws ShapeException if the operation cannot be applied to the inputs
     */
    public List<Value> add(
            String name, Operation operation, List<Value> nodeInputs, List<String> outputs) {
        List<Extents> extents = operation.outputs(nodeInputs.stream().map(Value::extents).toList());
        if (extents.size() != outputs.size()) {
            throw new ShapeException(
                    "Node " + name + " has " + extents.size() + " outputs, not " + outputs + ".");
        }
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            values.add(Value.of(outputs.get(i), extents.get(i)));
        }
        nodes.add(new Node(name, operation, nodeInputs, values));
        return List.copyOf(values);
    }

    /**
     * Returns the graph.
     *
     * @throws IllegalArgumentException as {@link Graph}
     */
    public Graph build(Value... outputs) {
        return new Graph(inputs, List.of(outputs), nodes);
    }
}
