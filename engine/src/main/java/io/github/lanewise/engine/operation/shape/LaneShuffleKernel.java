package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Moves lanes of neighbouring vectors to other lanes. A route is two vectors of ints in memory: for
 * each lane of the result the lane that it comes from, and all ones where it is taken, 0 where not.
 * Bits are moved, not numbers, so that NaNs in unused lanes do no harm. Offsets are in bytes.
 */
final class LaneShuffleKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final VectorSpecies<Integer> I = Species.INTS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneShuffleKernel() {}

    /** {@code y = x by a route}; lanes that the route does not take get anything. */
    static void put(
            MemorySegment x,
            long xOffset,
            MemorySegment routes,
            long route,
            MemorySegment y,
            long yOffset,
            int count) {
        VectorShuffle<Float> lanes = VectorShuffle.fromMemorySegment(S, routes, route, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            FloatVector.fromMemorySegment(S, x, xOffset + at, ORDER)
                    .rearrange(lanes)
                    .intoMemorySegment(y, yOffset + at, ORDER);
        }
    }

    /** {@code y = x by a route} where it takes a lane; the others keep what they have. */
    static void insert(
            MemorySegment x,
            long xOffset,
            MemorySegment routes,
            long route,
            MemorySegment y,
            long yOffset,
            int count) {
        VectorShuffle<Float> lanes = VectorShuffle.fromMemorySegment(S, routes, route, ORDER);
        IntVector taken = IntVector.fromMemorySegment(I, routes, route + V, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            IntVector moved =
                    FloatVector.fromMemorySegment(S, x, xOffset + at, ORDER)
                            .rearrange(lanes)
                            .reinterpretAsInts();
            IntVector old = IntVector.fromMemorySegment(I, y, yOffset + at, ORDER);
            old.and(taken.not()).or(moved.and(taken)).intoMemorySegment(y, yOffset + at, ORDER);
        }
    }

    /** {@code y = z by its route} where that takes a lane, elsewhere {@code x by its route}. */
    static void pair(
            MemorySegment x,
            long xOffset,
            long xRoute,
            MemorySegment z,
            long zOffset,
            long zRoute,
            MemorySegment routes,
            MemorySegment y,
            long yOffset,
            int count) {
        VectorShuffle<Float> xLanes = VectorShuffle.fromMemorySegment(S, routes, xRoute, ORDER);
        VectorShuffle<Float> zLanes = VectorShuffle.fromMemorySegment(S, routes, zRoute, ORDER);
        IntVector taken = IntVector.fromMemorySegment(I, routes, zRoute + V, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            IntVector a =
                    FloatVector.fromMemorySegment(S, x, xOffset + at, ORDER)
                            .rearrange(xLanes)
                            .reinterpretAsInts();
            IntVector b =
                    FloatVector.fromMemorySegment(S, z, zOffset + at, ORDER)
                            .rearrange(zLanes)
                            .reinterpretAsInts();
            a.and(taken.not()).or(b.and(taken)).intoMemorySegment(y, yOffset + at, ORDER);
        }
    }
}
