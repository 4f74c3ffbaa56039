package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Exchanges lanes with vectors in squares of L×L floats, for kernels: lane j of vector i becomes
 * lane i of vector j. ({@link Transpose} makes rows of any length.) In each of log2 L rounds one
 * bit of i changes places with the same bit of j, two rounds at a time. The rounds are written out,
 * since a shuffle is fast only as a constant.
 */
public final class LaneTranspose {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private static final VectorShuffle<Float> FLIP_1 = LaneSum.flip(1);
    private static final VectorShuffle<Float> FLIP_2 = LaneSum.flip(2);
    private static final VectorShuffle<Float> FLIP_4 = LaneSum.flip(4);
    private static final VectorShuffle<Float> FLIP_8 = LaneSum.flip(8);
    private static final VectorMask<Float> ODD_1 = LaneSum.odd(1);
    private static final VectorMask<Float> ODD_2 = LaneSum.odd(2);
    private static final VectorMask<Float> ODD_4 = LaneSum.odd(4);
    private static final VectorMask<Float> ODD_8 = LaneSum.odd(8);

    private LaneTranspose() {}

    /**
     * Transposes {@code count} squares of L×L floats that are neighbours on both sides: vector i of
     * square n stands {@code i · stride + n} vectors after the offset.
     *
     * @param fromStride bytes from vector i to vector i + 1 of a square
     * @param toStride the same in the result
     */
    public static void run(
            MemorySegment from,
            long fromOffset,
            long fromStride,
            MemorySegment to,
            long toOffset,
            long toStride,
            int count) {
        for (int i = 0; i < Lanes.COUNT; i += 4) {
            lowBits(
                    from,
                    fromOffset + i * fromStride,
                    fromStride,
                    to,
                    toOffset + i * toStride,
                    toStride,
                    count);
        }
        if (Lanes.COUNT == 16) {
            for (int i = 0; i < 4; i++) {
                highBits(to, toOffset + i * toStride, 4 * toStride, count);
            }
        } else if (Lanes.COUNT == 8) {
            for (int i = 0; i < 4; i++) {
                highBit(to, toOffset + i * toStride, 4 * toStride, count);
            }
        }
    }

    private static void lowBits(
            MemorySegment from,
            long fromOffset,
            long fromStride,
            MemorySegment to,
            long toOffset,
            long toStride,
            int count) {
        long span = (long) count * V;
        MemorySegment x0 = from.asSlice(fromOffset, span);
        MemorySegment x1 = from.asSlice(fromOffset + fromStride, span);
        MemorySegment x2 = from.asSlice(fromOffset + 2 * fromStride, span);
        MemorySegment x3 = from.asSlice(fromOffset + 3 * fromStride, span);
        MemorySegment y0 = to.asSlice(toOffset, span);
        MemorySegment y1 = to.asSlice(toOffset + toStride, span);
        MemorySegment y2 = to.asSlice(toOffset + 2 * toStride, span);
        MemorySegment y3 = to.asSlice(toOffset + 3 * toStride, span);
        for (int n = 0; n < count; n++) {
            long at = (long) n * V;
            FloatVector a = FloatVector.fromMemorySegment(S, x0, at, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(S, x1, at, ORDER);
            FloatVector c = FloatVector.fromMemorySegment(S, x2, at, ORDER);
            FloatVector d = FloatVector.fromMemorySegment(S, x3, at, ORDER);
            FloatVector a1 = a.blend(b.rearrange(FLIP_1), ODD_1);
            FloatVector b1 = a.rearrange(FLIP_1).blend(b, ODD_1);
            FloatVector c1 = c.blend(d.rearrange(FLIP_1), ODD_1);
            FloatVector d1 = c.rearrange(FLIP_1).blend(d, ODD_1);
            a1.blend(c1.rearrange(FLIP_2), ODD_2).intoMemorySegment(y0, at, ORDER);
            b1.blend(d1.rearrange(FLIP_2), ODD_2).intoMemorySegment(y1, at, ORDER);
            a1.rearrange(FLIP_2).blend(c1, ODD_2).intoMemorySegment(y2, at, ORDER);
            b1.rearrange(FLIP_2).blend(d1, ODD_2).intoMemorySegment(y3, at, ORDER);
        }
    }

    private static void highBits(MemorySegment memory, long offset, long stride, int count) {
        long span = (long) count * V;
        MemorySegment y0 = memory.asSlice(offset, span);
        MemorySegment y1 = memory.asSlice(offset + stride, span);
        MemorySegment y2 = memory.asSlice(offset + 2 * stride, span);
        MemorySegment y3 = memory.asSlice(offset + 3 * stride, span);
        for (int n = 0; n < count; n++) {
            long at = (long) n * V;
            FloatVector a = FloatVector.fromMemorySegment(S, y0, at, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(S, y1, at, ORDER);
            FloatVector c = FloatVector.fromMemorySegment(S, y2, at, ORDER);
            FloatVector d = FloatVector.fromMemorySegment(S, y3, at, ORDER);
            FloatVector a1 = a.blend(b.rearrange(FLIP_4), ODD_4);
            FloatVector b1 = a.rearrange(FLIP_4).blend(b, ODD_4);
            FloatVector c1 = c.blend(d.rearrange(FLIP_4), ODD_4);
            FloatVector d1 = c.rearrange(FLIP_4).blend(d, ODD_4);
            a1.blend(c1.rearrange(FLIP_8), ODD_8).intoMemorySegment(y0, at, ORDER);
            b1.blend(d1.rearrange(FLIP_8), ODD_8).intoMemorySegment(y1, at, ORDER);
            a1.rearrange(FLIP_8).blend(c1, ODD_8).intoMemorySegment(y2, at, ORDER);
            b1.rearrange(FLIP_8).blend(d1, ODD_8).intoMemorySegment(y3, at, ORDER);
        }
    }

    private static void highBit(MemorySegment memory, long offset, long stride, int count) {
        for (int n = 0; n < count; n++) {
            long at = offset + (long) n * V;
            FloatVector a = FloatVector.fromMemorySegment(S, memory, at, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(S, memory, at + stride, ORDER);
            a.blend(b.rearrange(FLIP_4), ODD_4).intoMemorySegment(memory, at, ORDER);
            a.rearrange(FLIP_4).blend(b, ODD_4).intoMemorySegment(memory, at + stride, ORDER);
        }
    }
}
