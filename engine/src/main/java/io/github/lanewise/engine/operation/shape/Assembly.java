package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import java.util.List;

/**
 * How a value is put together from boxes of others.
 *
 * @param extents of the value, or of a view of it with as many elements
 * @param boxes each of whose elements goes to another place; together they fill the value
 */
record Assembly(Extents extents, List<Box> boxes) {
    Assembly {
        boxes = List.copyOf(boxes);
    }
}
