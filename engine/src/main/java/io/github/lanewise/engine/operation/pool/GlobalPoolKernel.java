package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Steps of pooling over a whole plane; offsets are in bytes. */
final class GlobalPoolKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private GlobalPoolKernel() {}

    /** Stores the maximum of {@code count} vectors, lane by lane. */
    static void max(MemorySegment x, long at, int count, MemorySegment y, long to) {
        FloatVector m0 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            long next = at + (long) i * V;
            m0 = m0.max(FloatVector.fromMemorySegment(S, x, next, ORDER));
            m1 = m1.max(FloatVector.fromMemorySegment(S, x, next + V, ORDER));
            m2 = m2.max(FloatVector.fromMemorySegment(S, x, next + 2L * V, ORDER));
            m3 = m3.max(FloatVector.fromMemorySegment(S, x, next + 3L * V, ORDER));
        }
        for (; i < count; i++) {
            m0 = m0.max(FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER));
        }
        m0.max(m1).max(m2.max(m3)).intoMemorySegment(y, to, ORDER);
    }

    /** Divides a vector by a number. */
    static void divide(MemorySegment x, long at, int divisor) {
        FloatVector.fromMemorySegment(S, x, at, ORDER)
                .div((float) divisor)
                .intoMemorySegment(x, at, ORDER);
    }
}
