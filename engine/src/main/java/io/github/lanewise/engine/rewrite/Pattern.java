package io.github.lanewise.engine.rewrite;

import io.github.lanewise.engine.graph.Node;
import java.util.Optional;

/** Finds nodes that can be replaced. */
interface Pattern {
    /** Returns what replaces this node and others before it, if anything does. */
    Optional<Match> match(Node last, GraphView graph, Constants constants);
}
