package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Operation;
import io.github.lanewise.engine.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph, and who makes and reads its values. */
final class GraphView {
    private final Graph graph;
    private final Map<Value, Node> makers = new HashMap<>();
    private final Map<Value, Integer> readers = new HashMap<>();

    GraphView(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            node.outputs().forEach(output -> makers.put(output, node));
            node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum));
        }
        graph.outputs().forEach(output -> readers.merge(output, 1, Integer::sum));
    }

    Graph graph() {
        return graph;
    }

    /** Returns the node that makes a value with an operation of some class and for one reader. */
    <T extends Operation> Optional<Node> onlyFor(Value value, Class<T> operation) {
        return Optional.ofNullable(makers.get(value))
                .filter(node -> operation.isInstance(node.operation()))
                .filter(node -> node.outputs().size() == 1)
                .filter(node -> readers.getOrDefault(value, 0) == 1);
    }

    /** Returns the graph in which a match is replaced. */
    Graph replaced(Match match) {
        Node last = match.removed().getLast();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.equals(last)) {
                match.replacement().ifPresent(nodes::add);
            } else if (!match.removed().contains(node)) {
                nodes.add(with(node, match.constants()));
            }
        }
        List<Value> outputs =
                graph.outputs().stream()
                        .map(value -> match.constants().getOrDefault(value, value))
                        .toList();
        return new Graph(graph.inputs(), outputs, nodes);
    }

    private static Node with(Node node, Map<Value, Value> constants) {
        if (constants.isEmpty()) {
            return node;
        }
        List<Value> inputs =
                node.inputs().stream().map(value -> constants.getOrDefault(value, value)).toList();
        return new Node(node.name(), node.operation(), inputs, node.outputs());
    }
}
