package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryKernel;
import java.lang.foreign.MemorySegment;

/**
 * What is done to a product: y = f(α·product + β·c).
 *
 * @param alpha α
 * @param beta β; 0 if there is no c, or the sums start from it
 * @param rowStride bytes of c from one row to the next; 0 if all are the same
 * @param columnStride bytes of c from one column to the next; 0 if all are the same
 * @param activation f
 */
record Finish(float alpha, float beta, long rowStride, long columnStride, Activation activation) {
    /** Nothing. */
    static final Finish NONE = new Finish(1, 0, 0, 0, Activation.NONE);

    /** Returns what adds a c that is broadcast to M×N. */
    static Finish of(float alpha, float beta, Extents c, Activation activation) {
        int columns = c.rank() == 0 ? 1 : c.get(c.rank() - 1);
        int rows = c.rank() < 2 ? 1 : c.get(0);
        return new Finish(
                alpha,
                beta,
                rows == 1 ? 0 : (long) columns * Float.BYTES,
                columns == 1 ? 0 : Float.BYTES,
                activation);
    }

    /** Returns the same without c. */
    Finish withoutC() {
        return new Finish(alpha, 0, 0, 0, activation);
    }

    /**
     * Finishes neighbouring results of a row.
     *
     * @param product the results, which are overwritten
     * @param y may be the same memory as product, at the same place
     * @param c memory of c; not read if there is none
     */
    void apply(
            MemorySegment product,
            long productOffset,
            MemorySegment y,
            long yOffset,
            int count,
            MemorySegment c,
            int row,
            int column) {
        if (beta != 0) {
            long at = row * rowStride + column * columnStride;
            SumKernel.add(alpha, product, productOffset, count, beta, c, at, columnStride);
        } else if (alpha != 1) {
            SumKernel.scale(alpha, product, productOffset, count);
        }
        UnaryKernel.apply(activation, product, productOffset, y, yOffset, count);
    }
}
