package io.github.lanewise.engine.graph;

import java.util.List;

/**
 * A step of a planned graph, for reports.
 *
 * @param name of the node; {@code (order)} for a change of order between two nodes
 * @param operation what is done
 * @param method how it is computed, empty where there is one way only
 * @param order in which it is computed
 * @param outputs extents of what it makes
 * @param multiplyAdds multiplications with additions
 */
public record NodeSummary(
        String name,
        String operation,
        String method,
        MemoryOrder order,
        List<Extents> outputs,
        long multiplyAdds) {
    /** Copies the list. */
    public NodeSummary {
        outputs = List.copyOf(outputs);
    }

    static NodeSummary of(Step step) {
        List<Extents> outputs =
                step.outputs().stream().map(slot -> slot.value().extents()).toList();
        return step.node()
                .map(node ->
                        new NodeSummary(
                                node.name(),
                                node.operation().describe(),
                                step.plan().describe(),
                                step.order(),
                                outputs,
                                node.operation().multiplyAdds(node.inputs(), node.outputs())))
                .orElseGet(() -> new NodeSummary("(order)", "", "", step.order(), outputs, 0));
    }
}
