package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.GraphInference;
import io.github.lanewise.engine.rewrite.Rewritten;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;

/**
 * A graph that is ready to be run.
 *
 * @param inference runs it
 * @param changes what was done to it
 * @param constants owner of those that were made for it
 */
record PlannedGraph(GraphInference inference, List<Rewritten.Change> changes, Workspace constants)
        implements AutoCloseable {
    /** Frees it after the calls that are under way. */
    @Override
    public void close() {
        inference.close();
        constants.close();
    }
}
