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

    /** Replaces all that is found at a time, until nothing is found. */
    private Graph apply(Rewrite rewrite, Graph graph, List<Rewritten.Change> changes) {
        Graph current = graph;
        List<Match> matches;
        do {
            GraphView view = new GraphView(current);
            matches = matches(rewrite.pattern(), view);
            for (Match match : matches) {
                List<String> names = match.removed().stream().map(Node::name).toList();
                changes.add(new Rewritten.Change(rewrite, names));
            }
            current = matches.isEmpty() ? current : view.replaced(matches);
        } while (!matches.isEmpty());
        return current;
    }

    /** Returns matches that have no node in common. */
    private List<Match> matches(Pattern pattern, GraphView view) {
        List<Match> matches = new ArrayList<>();
        Set<Node> used = new HashSet<>();
        for (Node node : view.graph().nodes()) {
            Optional<Match> match =
                    used.contains(node) ? Optional.empty() : pattern.match(node, view, constants);
            if (match.isPresent() && match.get().removed().stream().noneMatch(used::contains)) {
                matches.add(match.get());
                used.addAll(match.get().removed());
            }
        }
        return matches;
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
