package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxNode;
import io.github.lanewise.models.onnx.known.FoldBudget;
import io.github.lanewise.models.onnx.known.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A node that is being translated: its inputs, and where its outputs go. */
final class NodeImport {
    private final OnnxNode node;
    private final ImportState state;
    private final NodeAttributes attributes;
    private int steps;

    NodeImport(OnnxNode node, ImportState state) {
        this.node = node;
        this.state = state;
        attributes = new NodeAttributes(node, this::fault);
    }

    NodeAttributes attributes() {
        return attributes;
    }

    String operator() {
        return node.operator();
    }

    long operatorSet() {
        return state.operatorSet();
    }

    FoldBudget budget() {
        return state.budget();
    }

    ModelFormatException fault(String fault) {
        return state.file().fault(node.title() + ": " + fault);
    }

    /** Returns the number of inputs, with those in between that are left out. */
    int inputs() {
        return node.inputs().size();
    }

    boolean has(int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    Operand operand(int input) {
        if (!has(input)) {
            throw fault("input " + input + " is missing");
        }
        String name = node.inputs().get(input);
        return state.find(name)
                .orElseThrow(() ->
                        fault(
                                "it reads "
                                        + quote(name)
                                        + ", which is of a kind that is not supported"));
    }

    List<Integer> dimensions(int input) {
        return operand(input).dimensions();
    }

    /** Returns an input as a value of the engine's graph. */
    Value value(int input) {
        Operand operand = operand(input);
        return state.value(node.inputs().get(input), operand);
    }

    /** Returns all inputs as values of the engine's graph. */
    List<Value> values() {
        return IntStream.range(0, inputs()).mapToObj(this::value).toList();
    }

    boolean isKnown(int input) {
        return operand(input) instanceof Operand.Constant;
    }

    boolean allKnown() {
        return IntStream.range(0, inputs()).allMatch(input -> !has(input) || isKnown(input));
    }

    /**
     * Returns an input that has to be a constant.
     *
     * @param role what messages call it
     */
    Known known(int input, String role) {
        if (operand(input) instanceof Operand.Constant constant) {
            return constant.known();
        }
        throw fault(
                "its "
                        + role
                        + " ("
                        + quote(node.inputs().get(input))
                        + ") is computed, but has to be a constant");
    }

    Known known(int input) {
        return known(input, "input " + input);
    }

    /** Returns the integers of an input that has to be a constant. */
    List<Long> integers(int input, String role) {
        Known known = known(input, role);
        if (known.dimensions().size() > 1 || known.elements() > NodeAttributes.MOST_AXES) {
            throw fault("its " + role + " have dimensions " + known.dimensions());
        }
        return known.integers();
    }

    /** Returns an axis counted from 0. */
    int axis(long axis, int rank) {
        long positive = axis < 0 ? axis + rank : axis;
        if (positive < 0 || positive >= rank) {
            throw fault("there is no axis " + axis + " in a value of rank " + rank);
        }
        return (int) positive;
    }

    /** Returns the number of outputs. */
    int outputs() {
        return node.outputs().size();
    }

    void define(int output, Operand operand) {
        if (output < outputs() && !node.outputs().get(output).isEmpty()) {
            state.define(node.outputs().get(output), operand);
        }
    }

    void define(Known known) {
        define(0, new Operand.Constant(known));
    }

    /** Makes the first output the same value as an input. */
    void alias(int input) {
        define(0, operand(input));
    }

    /** Adds a node of the engine's graph that makes the first output. */
    void compute(Operation operation, Value... inputs) {
        compute(operation, List.of(inputs));
    }

    void compute(Operation operation, List<Value> inputs) {
        computeAll(operation, inputs, 1);
    }

    /** Adds a node of the engine's graph that makes the first outputs. */
    void computeAll(Operation operation, List<Value> inputs, int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = i < outputs() ? node.outputs().get(i) : "";
            names.add(name.isEmpty() ? stepName() : name);
        }
        List<Value> values = add(label(), operation, inputs, names);
        for (int i = 0; i < count; i++) {
            define(i, new Operand.Computed(values.get(i)));
        }
    }

    /** Adds a node whose output is read only by others that this node becomes. */
    Value step(Operation operation, Value... inputs) {
        String name = stepName();
        return add(name, operation, List.of(inputs), List.of(name)).getFirst();
    }

    /** Returns a constant that the file does not have. */
    Value constant(Known known) {
        return state.constant(stepName(), known);
    }

    private List<Value> add(
            String name, Operation operation, List<Value> inputs, List<String> outputs) {
        operation.outputs(inputs.stream().map(Value::extents).toList()).forEach(state::requireSane);
        return state.builder().add(name, operation, inputs, outputs);
    }

    private String stepName() {
        return label() + "#" + ++steps;
    }

    private String label() {
        if (!node.name().isEmpty()) {
            return node.name();
        }
        return node.outputs().isEmpty() || node.outputs().getFirst().isEmpty()
                ? node.operator() + node.number()
                : node.outputs().getFirst();
    }

    /** Returns extents of the engine's graph. */
    Extents extents(List<Integer> dimensions) {
        return Extents.of(dimensions.stream().mapToInt(Integer::intValue).toArray());
    }
}
