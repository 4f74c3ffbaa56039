package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Graph;
import java.util.List;

/**
 * A graph that was made faster.
 *
 * @param graph what is left
 * @param changes what was done, in order
 */
public record Rewritten(Graph graph, List<Change> changes) {
    /** Copies the list. */
    public Rewritten {
        changes = List.copyOf(changes);
    }

    /**
     * One change.
     *
     * @param rewrite what was done
     * @param nodes names of the nodes that became one or none
     */
    public record Change(Rewrite rewrite, List<String> nodes) {
        /** Copies the list. */
        public Change {
            nodes = List.copyOf(nodes);
        }
    }
}
