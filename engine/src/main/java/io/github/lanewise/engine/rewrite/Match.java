package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nodes and what replaces them.
 *
 * @param removed nodes that go; nothing else reads what they make, but for the outputs of the last
 * @param replacement node in the place of the last one that goes; it makes the same values
 * @param constants known values for the outputs of the last one
 */
record Match(List<Node> removed, Optional<Node> replacement, Map<Value, Value> constants) {
    Match {
        removed = List.copyOf(removed);
        constants = Map.copyOf(constants);
    }

    static Match fused(Node replacement, Node... removed) {
        return new Match(List.of(removed), Optional.of(replacement), Map.of());
    }
}
