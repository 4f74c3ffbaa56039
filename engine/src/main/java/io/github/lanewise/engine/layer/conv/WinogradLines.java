package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;

/**
 * The vectors that a one-dimensional transform reads or writes: item i of line j stands {@code j ·
 * stride + i · step} bytes after a first vector. A transform leads from the items of some lines to
 * those of others.
 *
 * @param memory native memory
 * @param stride bytes from one line to the next
 * @param step bytes from one item to the next
 */
record WinogradLines(MemorySegment memory, long stride, long step) {

    /** Returns the bytes that {@code count} items of a line reach. */
    long span(int count) {
        return (count - 1) * step + Lanes.BYTES;
    }

    /**
     * Returns the offset of line {@code j} after the first vector at {@code offset}. It does not
     * return the line itself: C2 inlines a call of a memory segment only if it has seen its class
     * at that very place, and it has always seen the kernels, but not always their small helpers.
     */
    long line(long offset, int j) {
        return offset + j * stride;
    }
}
