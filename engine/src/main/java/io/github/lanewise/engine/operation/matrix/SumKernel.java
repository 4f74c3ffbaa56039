package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Multiples of neighbouring floats and their sums; offsets and strides are in bytes. */
final class SumKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private SumKernel() {}

    /** y = α·y. */
    static void scale(float alpha, MemorySegment y, long yOffset, int count) {
        int whole = count / Lanes.COUNT * Lanes.COUNT;
        for (int i = 0; i < whole; i += Lanes.COUNT) {
            long at = yOffset + 4L * i;
            FloatVector.fromMemorySegment(S, y, at, ORDER)
                    .mul(alpha)
                    .intoMemorySegment(y, at, ORDER);
        }
        for (int i = whole; i < count; i++) {
            long at = yOffset + 4L * i;
            y.set(FLOAT, at, y.get(FLOAT, at) * alpha);
        }
    }

    /**
     * y = α·y + β·c.
     *
     * @param cStride 4, or 0 if c is one number
     */
    static void add(
            float alpha,
            MemorySegment y,
            long yOffset,
            int count,
            float beta,
            MemorySegment c,
            long cOffset,
            long cStride) {
        int whole = cStride == 0 ? 0 : count / Lanes.COUNT * Lanes.COUNT;
        FloatVector factor = FloatVector.broadcast(S, beta);
        for (int i = 0; i < whole; i += Lanes.COUNT) {
            long at = yOffset + 4L * i;
            FloatVector v = FloatVector.fromMemorySegment(S, y, at, ORDER).mul(alpha);
            FloatVector.fromMemorySegment(S, c, cOffset + 4L * i, ORDER)
                    .fma(factor, v)
                    .intoMemorySegment(y, at, ORDER);
        }
        for (int i = whole; i < count; i++) {
            long at = yOffset + 4L * i;
            float term = c.get(FLOAT, cOffset + i * cStride);
            y.set(FLOAT, at, Math.fma(term, beta, y.get(FLOAT, at) * alpha));
        }
    }
}
