package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix that stands row by row in memory, times one vector: {@code y[row] = start[row] + Σ_t
 * w[row][t] · x[t]}. Each weight is used once, so that packing them would not pay. The sum of a row
 * is first one of L sums, each of every L-th product, which {@link LaneSum} adds.
 */
public final class RowDot {
    /** Rows of a block. */
    public static final int ROWS = 16;

    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int V = Lanes.BYTES;
    private static final long ALL = -1L >>> (Long.SIZE - Lanes.COUNT);

    private final MemorySegment w;
    private final int rows;
    private final int steps;
    private final float[] start;

    /**
     * Creates a product.
     *
     * @param w rows × steps floats
     * @param start what each row starts from; kept, not copied
     */
    public RowDot(MemorySegment w, int steps, float[] start) {
        this.w = w;
        this.steps = steps;
        this.start = start;
        rows = start.length;
    }

    /** Returns the floats of scratch memory that a worker needs. */
    public static long scratchFloats() {
        return (long) ROWS * (Lanes.COUNT + 1);
    }

    /** Returns the number of blocks of rows. */
    public int blocks() {
        return Math.ceilDiv(rows, ROWS);
    }

    /**
     * Computes the results of a block.
     *
     * @param x begins with the vector
     * @param y receives L results after L, from its beginning on
     * @param yStride bytes from L results to the next L
     * @param scratch {@link #scratchFloats()} floats
     */
    public void run(
            int block, MemorySegment x, MemorySegment y, long yStride, MemorySegment scratch) {
        int first = block * ROWS;
        int count = Math.min(ROWS, rows - first);
        long totals = (long) ROWS * V;
        if (steps < Lanes.COUNT) {
            for (int r = 0; r < count; r++) {
                scratch.set(FLOAT, totals + 4L * r, dotShort(first + r, x));
            }
        } else {
            for (int r = 0; r < count; r += 8) {
                dotEight(first + r, x, scratch, (long) r * V);
            }
            LaneSum.sum(scratch, 0, ROWS, scratch, totals);
        }
        for (int r = 0; r < count; r++) {
            int row = first + r;
            float sum = start[row] + scratch.get(FLOAT, totals + 4L * r);
            y.set(FLOAT, row / Lanes.COUNT * yStride + 4L * (row % Lanes.COUNT), sum);
        }
    }

    private float dotShort(int row, MemorySegment x) {
        float sum = 0;
        for (int t = 0; t < steps; t++) {
            float weight = w.getAtIndex(FLOAT, (long) row * steps + t);
            sum = Math.fma(weight, x.getAtIndex(FLOAT, t), sum);
        }
        return sum;
    }

    /** Returns the offset of a row; those beyond the last are the last one again. */
    private long row(int row) {
        return (long) Math.min(row, rows - 1) * steps * Float.BYTES;
    }

    /**
     * The last vector ends with the row: its first lanes may have been summed before, and count as
     * zeros.
     */
    private void dotEight(int row, MemorySegment x, MemorySegment sums, long sumsOffset) {
        int vectors = Math.ceilDiv(steps, Lanes.COUNT) - 1;
        long bytes = (long) steps * Float.BYTES;
        MemorySegment v = x.asSlice(0, bytes);
        MemorySegment w0 = w.asSlice(row(row), bytes);
        MemorySegment w1 = w.asSlice(row(row + 1), bytes);
        MemorySegment w2 = w.asSlice(row(row + 2), bytes);
        MemorySegment w3 = w.asSlice(row(row + 3), bytes);
        MemorySegment w4 = w.asSlice(row(row + 4), bytes);
        MemorySegment w5 = w.asSlice(row(row + 5), bytes);
        MemorySegment w6 = w.asSlice(row(row + 6), bytes);
        MemorySegment w7 = w.asSlice(row(row + 7), bytes);
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        FloatVector s4 = FloatVector.zero(S);
        FloatVector s5 = FloatVector.zero(S);
        FloatVector s6 = FloatVector.zero(S);
        FloatVector s7 = FloatVector.zero(S);
        for (int i = 0; i < vectors; i++) {
            long at = (long) i * V;
            FloatVector u = FloatVector.fromMemorySegment(S, v, at, ORDER);
            s0 = u.fma(FloatVector.fromMemorySegment(S, w0, at, ORDER), s0);
            s1 = u.fma(FloatVector.fromMemorySegment(S, w1, at, ORDER), s1);
            s2 = u.fma(FloatVector.fromMemorySegment(S, w2, at, ORDER), s2);
            s3 = u.fma(FloatVector.fromMemorySegment(S, w3, at, ORDER), s3);
            s4 = u.fma(FloatVector.fromMemorySegment(S, w4, at, ORDER), s4);
            s5 = u.fma(FloatVector.fromMemorySegment(S, w5, at, ORDER), s5);
            s6 = u.fma(FloatVector.fromMemorySegment(S, w6, at, ORDER), s6);
            s7 = u.fma(FloatVector.fromMemorySegment(S, w7, at, ORDER), s7);
        }
        long last = bytes - V;
        int again = (vectors + 1) * Lanes.COUNT - steps;
        VectorMask<Float> fresh = VectorMask.fromLong(S, ALL << again);
        FloatVector zero = FloatVector.zero(S);
        FloatVector end = zero.blend(FloatVector.fromMemorySegment(S, v, last, ORDER), fresh);
        s0 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w0, last, ORDER), fresh), s0);
        s1 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w1, last, ORDER), fresh), s1);
        s2 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w2, last, ORDER), fresh), s2);
        s3 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w3, last, ORDER), fresh), s3);
        s4 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w4, last, ORDER), fresh), s4);
        s5 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w5, last, ORDER), fresh), s5);
        s6 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w6, last, ORDER), fresh), s6);
        s7 = end.fma(zero.blend(FloatVector.fromMemorySegment(S, w7, last, ORDER), fresh), s7);
        s0.intoMemorySegment(sums, sumsOffset, ORDER);
        s1.intoMemorySegment(sums, sumsOffset + V, ORDER);
        s2.intoMemorySegment(sums, sumsOffset + 2L * V, ORDER);
        s3.intoMemorySegment(sums, sumsOffset + 3L * V, ORDER);
        s4.intoMemorySegment(sums, sumsOffset + 4L * V, ORDER);
        s5.intoMemorySegment(sums, sumsOffset + 5L * V, ORDER);
        s6.intoMemorySegment(sums, sumsOffset + 6L * V, ORDER);
        s7.intoMemorySegment(sums, sumsOffset + 7L * V, ORDER);
    }
}
