package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;

/** Checks of axes. */
final class Axes {
    private Axes() {}

    /**
     * Returns the extents of a value that has such an axis.
     *
     * @throws ShapeException if it has none
     */
    static Extents check(Extents extents, int axis, String kind) {
        if (axis < 0 || axis >= extents.rank()) {
            throw new ShapeException(
                    kind + " has no axis " + axis + " in a value of " + extents + ".");
        }
        return extents;
    }

    /**
     * Returns the extent of an axis that is made.
     *
     * @throws ShapeException if it is below 1 or too large
     */
    static int extent(long extent) {
        if (extent < 1 || extent > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "An extent is from 1 to 2^31 - 1, but that of an output is " + extent + ".");
        }
        return (int) extent;
    }

    /**
     * Makes sure that an attribute has a number for each axis.
     *
     * @throws ShapeException if it has not
     */
    static void checkCount(Extents extents, int count, String what) {
        if (count != extents.rank()) {
            throw new ShapeException(
                    what
                            + " of a value of "
                            + extents
                            + " takes "
                            + extents.rank()
                            + " numbers, one per axis, not "
                            + count
                            + ".");
        }
    }
}
