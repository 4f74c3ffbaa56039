package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the lanes of many vectors at once. L vectors become one whose lane j is the sum of
 * vector j, by log2 L rounds that each halve the vectors, two rounds at a time. After a round,
 * vector i is, lane by lane, a pair sum of vector 2i (lanes not odd) or 2i + 1 (odd). The order of
 * the additions is fixed, unlike that of {@code reduceLanes}.
 */
public final class LaneSum {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private static final VectorShuffle<Float> FLIP_1 = flip(1);
    private static final VectorShuffle<Float> FLIP_2 = flip(2);
    private static final VectorShuffle<Float> FLIP_4 = flip(4);
    private static final VectorShuffle<Float> FLIP_8 = flip(8);
    private static final VectorMask<Float> ODD_1 = odd(1);
    private static final VectorMask<Float> ODD_2 = odd(2);
    private static final VectorMask<Float> ODD_4 = odd(4);
    private static final VectorMask<Float> ODD_8 = odd(8);

    private LaneSum() {}

    /**
     * Writes the sum over the lanes of vector i to float i of {@code out}. The vectors are
     * overwritten.
     *
     * @param vectors memory of the vectors
     * @param from byte offset of the first
     * @param count number of vectors, a multiple of {@link Lanes#COUNT}
     * @param out at least {@code count} floats
     */
    public static void sum(MemorySegment vectors, long from, int count, MemorySegment out) {
        sum(vectors, from, count, out, 0);
    }

    /**
     * Writes the sum over the lanes of vector i to float i of {@code out}, counted from a byte
     * offset. The vectors are overwritten.
     */
    public static void sum(
            MemorySegment vectors, long from, int count, MemorySegment out, long outOffset) {
        for (int i = 0; i < count; i += Lanes.COUNT) {
            long at = from + (long) i * V;
            for (int to = 0; to < Lanes.COUNT / 4; to++) {
                long four = at + 4L * to * V;
                FloatVector a = FloatVector.fromMemorySegment(S, vectors, four, ORDER);
                FloatVector b = FloatVector.fromMemorySegment(S, vectors, four + V, ORDER);
                FloatVector c = FloatVector.fromMemorySegment(S, vectors, four + 2L * V, ORDER);
                FloatVector d = FloatVector.fromMemorySegment(S, vectors, four + 3L * V, ORDER);
                FloatVector ab = a.blend(b, ODD_1).add(b.blend(a, ODD_1).rearrange(FLIP_1));
                FloatVector cd = c.blend(d, ODD_1).add(d.blend(c, ODD_1).rearrange(FLIP_1));
                ab.blend(cd, ODD_2)
                        .add(cd.blend(ab, ODD_2).rearrange(FLIP_2))
                        .intoMemorySegment(vectors, at + (long) to * V, ORDER);
            }
            if (Lanes.COUNT == 16) {
                FloatVector a = FloatVector.fromMemorySegment(S, vectors, at, ORDER);
                FloatVector b = FloatVector.fromMemorySegment(S, vectors, at + V, ORDER);
                FloatVector c = FloatVector.fromMemorySegment(S, vectors, at + 2L * V, ORDER);
                FloatVector d = FloatVector.fromMemorySegment(S, vectors, at + 3L * V, ORDER);
                FloatVector ab = a.blend(b, ODD_4).add(b.blend(a, ODD_4).rearrange(FLIP_4));
                FloatVector cd = c.blend(d, ODD_4).add(d.blend(c, ODD_4).rearrange(FLIP_4));
                ab.blend(cd, ODD_8)
                        .add(cd.blend(ab, ODD_8).rearrange(FLIP_8))
                        .intoMemorySegment(out, outOffset + 4L * i, ORDER);
            } else if (Lanes.COUNT == 8) {
                FloatVector a = FloatVector.fromMemorySegment(S, vectors, at, ORDER);
                FloatVector b = FloatVector.fromMemorySegment(S, vectors, at + V, ORDER);
                a.blend(b, ODD_4)
                        .add(b.blend(a, ODD_4).rearrange(FLIP_4))
                        .intoMemorySegment(out, outOffset + 4L * i, ORDER);
            } else {
                FloatVector.fromMemorySegment(S, vectors, at, ORDER)
                        .intoMemorySegment(out, outOffset + 4L * i, ORDER);
            }
        }
    }

    /** Returns the next multiple of {@link Lanes#COUNT}. */
    static int padded(int count) {
        return Math.ceilDiv(count, Lanes.COUNT) * Lanes.COUNT;
    }

    /** Returns the shuffle that exchanges lanes whose numbers differ by {@code distance}. */
    static VectorShuffle<Float> flip(int distance) {
        return VectorShuffle.fromOp(S, lane -> (lane ^ distance) & (Lanes.COUNT - 1));
    }

    /** Returns the mask of the lanes whose number has the bit {@code distance} set. */
    static VectorMask<Float> odd(int distance) {
        boolean[] lanes = new boolean[Lanes.COUNT];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }
}
