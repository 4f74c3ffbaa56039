package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Averages of floats in native memory. */
final class AverageKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private AverageKernel() {}

    /**
     * {@code average += share · (x − average)}.
     *
     * @param vectors number of vectors
     */
    static void approach(MemorySegment average, MemorySegment x, float share, int vectors) {
        FloatVector by = FloatVector.broadcast(S, share);
        for (int i = 0; i < vectors; i++) {
            long at = (long) i * V;
            FloatVector old = FloatVector.fromMemorySegment(S, average, at, ORDER);
            by.fma(FloatVector.fromMemorySegment(S, x, at, ORDER).sub(old), old)
                    .intoMemorySegment(average, at, ORDER);
        }
    }
}
