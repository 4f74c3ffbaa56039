package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/**
 * A matrix of rows × steps in the order in which a kernel reads it: blocks of neighbouring rows.
 */
public interface PackedMatrix {
    /** Returns the number of blocks. */
    int blocks();

    /** Returns the first row of a block. */
    int firstRow(int block);

    /** Returns the rows of a block. */
    int height(int block);

    /** Sets row {@code r} of a block; {@code row} has a float per step. */
    void set(int block, int r, float[] row);

    /**
     * Fills a block from a matrix of floats in memory: element (row, t) stands at float {@code
     * first + row · rowStride + stepOffsets[t]}.
     */
    void pack(int block, MemorySegment matrix, long first, long rowStride, int[] stepOffsets);

    /** Sets the value that each row starts from: float {@code row} of {@code vector}. */
    void startFrom(MemorySegment vector);
}
