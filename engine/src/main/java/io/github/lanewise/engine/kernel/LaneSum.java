package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the lanes of many vectors at once. L vectors become one whose lane j is the sum of
 * vector j, by log2 L rounds that each halve the vectors. The order of the additions is fixed,
 * unlike that of {@code reduceLanes}.
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
        for (int i = 0; i < count; i += Lanes.COUNT) {
            long at = from + (long) i * V;
            halve(vectors, at, Lanes.COUNT / 2, FLIP_1, ODD_1);
            halve(vectors, at, Lanes.COUNT / 4, FLIP_2, ODD_2);
            if (Lanes.COUNT > 4) {
                halve(vectors, at, Lanes.COUNT / 8, FLIP_4, ODD_4);
            }
            if (Lanes.COUNT > 8) {
                halve(vectors, at, 1, FLIP_8, ODD_8);
            }
            FloatVector.fromMemorySegment(S, vectors, at, ORDER)
                    .intoMemorySegment(out, 4L * i, ORDER);
        }
    }

    /** Vector i becomes, lane by lane, a pair sum of vector 2i (lanes not odd) or 2i + 1 (odd). */
    private static void halve(
            MemorySegment vectors,
            long from,
            int pairs,
            VectorShuffle<Float> flip,
            VectorMask<Float> odd) {
        for (int i = 0; i < pairs; i++) {
            long at = from + 2L * i * V;
            FloatVector a = FloatVector.fromMemorySegment(S, vectors, at, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(S, vectors, at + V, ORDER);
            FloatVector near = a.blend(b, odd);
            FloatVector far = a.rearrange(flip).blend(b.rearrange(flip), odd);
            near.add(far).intoMemorySegment(vectors, from + (long) i * V, ORDER);
        }
    }

    /** Returns the shuffle that exchanges lanes whose numbers differ by {@code distance}. */
    private static VectorShuffle<Float> flip(int distance) {
        return VectorShuffle.fromOp(S, lane -> (lane ^ distance) & (Lanes.COUNT - 1));
    }

    /** Returns the mask of the lanes whose number has the bit {@code distance} set. */
    private static VectorMask<Float> odd(int distance) {
        boolean[] lanes = new boolean[Lanes.COUNT];
        for (int lane = 0; lane < lanes.length; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }
}
