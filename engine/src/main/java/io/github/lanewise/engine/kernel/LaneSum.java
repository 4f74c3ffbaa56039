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
            for (int quarter = 0; quarter < Lanes.COUNT / 4; quarter++) {
                long four = at + 4L * quarter * V;
                quarter(vectors, four, at + (long) quarter * V, FLIP_1, ODD_1, FLIP_2, ODD_2);
            }
            if (Lanes.COUNT == 16) {
                quarter(vectors, at, at, FLIP_4, ODD_4, FLIP_8, ODD_8);
            } else if (Lanes.COUNT == 8) {
                halve(vectors, at, FLIP_4, ODD_4);
            }
            FloatVector.fromMemorySegment(S, vectors, at, ORDER)
                    .intoMemorySegment(out, 4L * i, ORDER);
        }
    }

    /** Makes one vector of the four from {@code from} on, by two rounds. */
    private static void quarter(
            MemorySegment vectors,
            long from,
            long to,
            VectorShuffle<Float> flip,
            VectorMask<Float> odd,
            VectorShuffle<Float> nextFlip,
            VectorMask<Float> nextOdd) {
        FloatVector a = FloatVector.fromMemorySegment(S, vectors, from, ORDER);
        FloatVector b = FloatVector.fromMemorySegment(S, vectors, from + V, ORDER);
        FloatVector c = FloatVector.fromMemorySegment(S, vectors, from + 2L * V, ORDER);
        FloatVector d = FloatVector.fromMemorySegment(S, vectors, from + 3L * V, ORDER);
        FloatVector ab = a.blend(b, odd).add(b.blend(a, odd).rearrange(flip));
        FloatVector cd = c.blend(d, odd).add(d.blend(c, odd).rearrange(flip));
        ab.blend(cd, nextOdd)
                .add(cd.blend(ab, nextOdd).rearrange(nextFlip))
                .intoMemorySegment(vectors, to, ORDER);
    }

    /**
     * Makes of two vectors one that holds, lane by lane, a pair sum of the first (lanes not odd) or
     * the second (odd).
     */
    private static void halve(
            MemorySegment vectors, long at, VectorShuffle<Float> flip, VectorMask<Float> odd) {
        FloatVector a = FloatVector.fromMemorySegment(S, vectors, at, ORDER);
        FloatVector b = FloatVector.fromMemorySegment(S, vectors, at + V, ORDER);
        a.blend(b, odd).add(b.blend(a, odd).rearrange(flip)).intoMemorySegment(vectors, at, ORDER);
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
