package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;

/** Checks of axes. */
final class Axes {
    private Axes() {}

    /**
     * Makes sure that a value has such an axis.
     *
     * @throws ShapeException if it has none
     */
    static void check(Extents extents, int axis, String kind) {
        if (axis < 0 || axis >= extents.rank()) {
            throw new ShapeException(
                    kind + " has no axis " + axis + " in a value of " + extents + ".");
        }
    }
}
