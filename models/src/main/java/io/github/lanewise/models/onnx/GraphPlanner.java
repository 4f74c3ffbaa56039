package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Graph;
import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.rewrite.Rewrite;
import io.github.lanewise.engine.rewrite.Rewriter;
import io.github.lanewise.engine.rewrite.Rewritten;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.importer.GraphImporter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Plans the graph of a file. Not for several threads at the same time.
 *
 * @param importer reads the graph
 * @param rewrites what is done to it
 * @param team threads that run it
 */
record GraphPlanner(GraphImporter importer, Set<Rewrite> rewrites, Team team) {
    /** Returns a plan for inputs of such extents that takes some bytes at most. */
    PlannedGraph plan(Map<String, Extents> inputs, long mostBytes) {
        return planIf(inputs, mostBytes, graph -> true).orElseThrow();
    }

    /** Returns a plan, unless the graph as it is in the file is not what is wanted. */
    Optional<PlannedGraph> planIf(
            Map<String, Extents> inputs, long mostBytes, Predicate<Graph> wanted) {
        Workspace constants = new Workspace();
        boolean planned = false;
        try {
            Graph graph = importer.importGraph(inputs, constants);
            if (!wanted.test(graph)) {
                return Optional.empty();
            }
            Rewritten rewritten = new Rewriter(constants, rewrites).apply(graph);
            GraphInference inference = new GraphInference(rewritten.graph(), team, mostBytes);
            planned = true;
            return Optional.of(new PlannedGraph(inference, rewritten.changes(), constants));
        } finally {
            if (!planned) {
                constants.close();
            }
        }
    }

    /** Calls a check with the graph for inputs of such extents. */
    boolean test(Map<String, Extents> inputs, Predicate<Graph> check) {
        try (Workspace constants = new Workspace()) {
            return check.test(importer.importGraph(inputs, constants));
        }
    }
}
