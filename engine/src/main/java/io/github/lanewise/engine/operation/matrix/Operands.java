package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Buffer;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Memory of a product: y = f(α·a·b + β·c).
 *
 * @param a first matrix, or several
 * @param b second matrix, or several
 * @param c what is added; any memory if there is nothing to add
 * @param y results
 */
record Operands(MemorySegment a, MemorySegment b, MemorySegment c, MemorySegment y) {
    /** Returns the memory of a node's values. */
    static Operands of(List<Buffer> inputs, List<Buffer> outputs) {
        return new Operands(
                inputs.get(0).memory(),
                inputs.get(1).memory(),
                inputs.getLast().memory(),
                outputs.getFirst().memory());
    }
}
