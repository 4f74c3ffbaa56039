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

    /** Returns the graph in which matches are replaced that have no node in common. */
    Graph replaced(List<Match> matches) {
        Map<Node, Match> matchOf = new HashMap<>();
        Map<Value, Value> constants = new HashMap<>();
        for (Match match : matches) {
            match.removed().forEach(node -> matchOf.put(node, match));
            constants.putAll(match.constants());
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            Optional<Match> match = Optional.ofNullable(matchOf.get(node));
            if (match.isEmpty()) {
                nodes.add(with(node, constants));
            } else if (node.equals(match.get().removed().getLast())) {
                match.get()
                        .replacement()
                        .ifPresent(replacement -> nodes.add(with(replacement, constants)));
            }
        }
        List<Value> outputs =
                graph.outputs().stream()
                        .map(value -> constants.getOrDefault(value, value))
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
