package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * What an operation is bound to.
 *
 * @param inputs of the node
 * @param outputs of the node
 * @param workers number of workers that will share the work
 * @param workspace owner of what the plan keeps in native memory, such as packed filters
 */
public record NodeContext(
        List<Value> inputs, List<Value> outputs, int workers, Workspace workspace) {
    /** Copies the lists. */
    public NodeContext {
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
