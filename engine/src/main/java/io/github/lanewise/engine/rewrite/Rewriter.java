package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.Node;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies rewrites to graphs. */
public final class Rewriter {
    private final Constants constants;
    private final Set<Rewrite> rewrites;

    /**
     * Creates it.
     *
     * @param workspace owner of new constants, such as folded filters
     * @param rewrites which ones are applied
     */
    public Rewriter(Workspace workspace, Set<Rewrite> rewrites) {
        constants = new Constants(workspace);
        this.rewrites = Set.copyOf(rewrites);
    }

    /** Returns a graph with the same inputs and outputs, and what was done to it. */
    public Rewritten apply(Graph graph) {
        List<Rewritten.Change> changes = new ArrayList<>();
        Graph current = graph;
        for (Rewrite rewrite : Rewrite.values()) {
            if (rewrites.contains(rewrite)) {
                current = apply(rewrite, current, changes);
            }
        }
        return new Rewritten(withoutUnread(current), changes);
    }

    private Graph apply(Rewrite rewrite, Graph graph, List<Rewritten.Change> changes) {
        Graph current = graph;
        Optional<Match> match = first(rewrite, new GraphView(current));
        while (match.isPresent()) {
            List<String> names = match.get().removed().stream().map(Node::name).toList();
            changes.add(new Rewritten.Change(rewrite, names));
            current = new GraphView(current).replaced(match.get());
            match = first(rewrite, new GraphView(current));
        }
        return current;
    }

    private Optional<Match> first(Rewrite rewrite, GraphView view) {
        Pattern pattern = rewrite.pattern();
        return view.graph().nodes().stream()
                .flatMap(node -> pattern.match(node, view, constants).stream())
                .findFirst();
    }

    /** Returns the graph without nodes whose outputs nobody reads. */
    private static Graph withoutUnread(Graph graph) {
        Set<Value> read = new HashSet<>(graph.outputs());
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes().reversed()) {
            if (node.outputs().stream().anyMatch(read::contains)) {
                kept.addFirst(node);
                read.addAll(node.inputs());
            }
        }
        return new Graph(graph.inputs(), graph.outputs(), kept);
    }
}
