package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/** Sums of rows of vectors, and then over the lanes: the gradients of biases. */
public final class RowSums {
    private final int rows;
    private final int paddedRows;
    private final MemorySegment sums;
    private final MemorySegment later;
    private final MemorySegment totals;

    /**
     * Binds the sums to memory.
     *
     * @param rows number of rows
     * @param scratch {@link #scratchFloats} floats that nothing else uses
     */
    public RowSums(int rows, MemorySegment scratch) {
        this.rows = rows;
        paddedRows = LaneSum.padded(rows);
        SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
        sums = allocator.allocate((long) paddedRows * Lanes.BYTES);
        later = allocator.allocate(Lanes.BYTES);
        totals = allocator.allocate(4L * paddedRows);
    }

    /** Returns the floats of scratch memory for a number of rows. */
    public static long scratchFloats(int rows) {
        return (LaneSum.padded(rows) + 1L) * Lanes.COUNT + LaneSum.padded(rows);
    }

    /** Makes the sum of a row that of {@code count} vectors from byte {@code offset} on. */
    public void set(int row, MemorySegment memory, long offset, int count) {
        Elementwise.sumVectors(memory, offset, count, sums, (long) row * Lanes.BYTES);
    }

    /** Adds to the sum of a row {@code count} vectors from byte {@code offset} on. */
    public void add(int row, MemorySegment memory, long offset, int count) {
        Elementwise.sumVectors(memory, offset, count, later, 0);
        Elementwise.add(later, 0, sums, (long) row * Lanes.BYTES, Lanes.COUNT);
    }

    /** Adds the total of each row to a float, from byte {@code offset} on; then all begin anew. */
    public void addTo(MemorySegment gradient, long offset) {
        LaneSum.sum(sums, 0, paddedRows, totals);
        Elementwise.add(totals, 0, gradient, offset, rows);
    }
}
