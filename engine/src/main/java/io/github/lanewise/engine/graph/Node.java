package io.github.lanewise.engine.graph;

import java.util.List;

/**
 * An operation applied to values.
 *
 * @param name for messages and reports
 * @param operation what is done
 * @param inputs in the operation's order
 * @param outputs in the operation's order
 */
public record Node(String name, Operation operation, List<Value> inputs, List<Value> outputs) {
    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Returns the first input. */
    public Value input() {
        return inputs.getFirst();
    }

    /** Returns the first output. */
    public Value output() {
        return outputs.getFirst();
    }
}
