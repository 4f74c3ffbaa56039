package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/** Vectors of one pixel each, and where they stand in memory. */
public final class Pixels {
    private final MemorySegment memory;
    private final int[] offsets;
    private final long rowStride;

    /**
     * Creates it from its parts, which are kept, not copied.
     *
     * @param memory native memory
     * @param offsets byte offset of the vector of each pixel in row 0
     * @param rowStride bytes from one row to the next
     */
    public Pixels(MemorySegment memory, int[] offsets, long rowStride) {
        this.memory = memory;
        this.offsets = offsets;
        this.rowStride = rowStride;
    }

    MemorySegment memory() {
        return memory;
    }

    int[] offsets() {
        return offsets;
    }

    long rowStride() {
        return rowStride;
    }

    int count() {
        return offsets.length;
    }

    /** Returns the largest offset. */
    long last() {
        int last = 0;
        for (int offset : offsets) {
            last = Math.max(last, offset);
        }
        return last;
    }
}
