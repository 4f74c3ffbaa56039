package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;

/**
 * Vectors of two operands and of the result that one worker computes next. Offsets and steps are in
 * bytes; a step is that from one vector to the next, or 0 if all are the same.
 */
final class BinaryRow {
    private static final long SECOND = (long) Walk.MOST_VECTORS * Lanes.BYTES;
    private static final long TAIL = 2 * SECOND;

    /** Floats of scratch memory of a worker. */
    static final long SCRATCH_FLOATS = TAIL / Float.BYTES + 4L * Lanes.COUNT;

    private final MemorySegment scratch;
    private MemorySegment a;
    private MemorySegment b;
    private MemorySegment y;
    private long aOffset;
    private long bOffset;
    private long yOffset;
    private long aStep;
    private long bStep;

    BinaryRow(MemorySegment scratch) {
        this.scratch = scratch;
        a = scratch;
        b = scratch;
        y = scratch;
    }

    /** Sets the first operand. */
    void first(MemorySegment memory, long offset, long step) {
        a = memory;
        aOffset = offset;
        aStep = step;
    }

    /** Sets the second operand. */
    void second(MemorySegment memory, long offset, long step) {
        b = memory;
        bOffset = offset;
        bStep = step;
    }

    /** Sets where the result goes. */
    void result(MemorySegment memory, long offset) {
        y = memory;
        yOffset = offset;
    }

    /** Sets the first operand to floats that are each spread over a vector. */
    void spreadFirst(MemorySegment memory, long offset, int count, long step) {
        SpreadKernel.spread(memory, offset, scratch, 0, count);
        first(scratch, 0, step);
    }

    /** Sets the second operand to floats that are each spread over a vector. */
    void spreadSecond(MemorySegment memory, long offset, int count, long step) {
        SpreadKernel.spread(memory, offset, scratch, SECOND, count);
        second(scratch, SECOND, step);
    }

    /** Applies a function to floats that begin here and need not fill the last vector. */
    void apply(RowFunction function, int floats) {
        int vectors = floats / Lanes.COUNT;
        if (vectors > 0) {
            function.apply(this, vectors);
        }
        long rest = 4L * (floats % Lanes.COUNT);
        if (rest > 0) {
            applyToRest(function, (long) vectors * Lanes.BYTES, rest);
        }
    }

    private void applyToRest(RowFunction function, long done, long bytes) {
        if (aStep != 0) {
            MemorySegment.copy(a, aOffset + done, scratch, TAIL, bytes);
            first(scratch, TAIL, aStep);
        }
        if (bStep != 0) {
            MemorySegment.copy(b, bOffset + done, scratch, TAIL + Lanes.BYTES, bytes);
            second(scratch, TAIL + Lanes.BYTES, bStep);
        }
        MemorySegment target = y;
        long targetOffset = yOffset + done;
        result(scratch, TAIL + 2L * Lanes.BYTES);
        function.apply(this, 1);
        MemorySegment.copy(scratch, yOffset, target, targetOffset, bytes);
    }

    /** Returns memory in which a vector may be put together. */
    MemorySegment spare() {
        return scratch;
    }

    /** Returns the byte offset of that vector. */
    long spareOffset() {
        return TAIL + 3L * Lanes.BYTES;
    }

    MemorySegment a() {
        return a;
    }

    MemorySegment b() {
        return b;
    }

    MemorySegment y() {
        return y;
    }

    long aOffset() {
        return aOffset;
    }

    long bOffset() {
        return bOffset;
    }

    long yOffset() {
        return yOffset;
    }

    long aStep() {
        return aStep;
    }

    long bStep() {
        return bStep;
    }
}
