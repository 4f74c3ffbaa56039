package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Moves lanes of neighbouring vectors to other lanes. A route is two vectors of ints in memory: for
 * each lane of the result the lane that it comes from, and all ones where it is taken, 0 where not.
 * Bits are moved, not numbers, so that NaNs in unused lanes do no harm. Offsets are in bytes.
 *
 * <p>Vectors of indices are used, since a {@code VectorShuffle} that is read from memory allocates.
 */
final class LaneShuffleKernel {
    private static final VectorSpecies<Integer> S = Species.INTS;
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
        IntVector lanes = IntVector.fromMemorySegment(S, routes, route, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            lanes.selectFrom(IntVector.fromMemorySegment(S, x, xOffset + at, ORDER))
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
        IntVector lanes = IntVector.fromMemorySegment(S, routes, route, ORDER);
        IntVector taken = IntVector.fromMemorySegment(S, routes, route + V, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            IntVector moved =
                    lanes.selectFrom(IntVector.fromMemorySegment(S, x, xOffset + at, ORDER));
            IntVector old = IntVector.fromMemorySegment(S, y, yOffset + at, ORDER);
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
        IntVector xLanes = IntVector.fromMemorySegment(S, routes, xRoute, ORDER);
        IntVector zLanes = IntVector.fromMemorySegment(S, routes, zRoute, ORDER);
        IntVector taken = IntVector.fromMemorySegment(S, routes, zRoute + V, ORDER);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            IntVector a = xLanes.selectFrom(IntVector.fromMemorySegment(S, x, xOffset + at, ORDER));
            IntVector b = zLanes.selectFrom(IntVector.fromMemorySegment(S, z, zOffset + at, ORDER));
            a.and(taken.not()).or(b.and(taken)).intoMemorySegment(y, yOffset + at, ORDER);
        }
    }
}
