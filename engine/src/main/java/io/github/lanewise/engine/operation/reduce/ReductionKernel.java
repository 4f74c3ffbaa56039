package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Folds vectors that stand {@code stride} bytes apart into one vector of a total, lane by lane, by
 * four chains of additions or comparisons in a fixed order. Offsets are in bytes.
 */
final class ReductionKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;

    private ReductionKernel() {}

    /** {@code total += Σ x}. */
    static void sum(
            MemorySegment x,
            long offset,
            long stride,
            int count,
            MemorySegment total,
            long totalOffset) {
        FloatVector s0 = FloatVector.fromMemorySegment(S, total, totalOffset, ORDER);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int i = 0;
        for (; i + 3 < count; i += 4) {
            long at = offset + i * stride;
            s0 = s0.add(FloatVector.fromMemorySegment(S, x, at, ORDER));
            s1 = s1.add(FloatVector.fromMemorySegment(S, x, at + stride, ORDER));
            s2 = s2.add(FloatVector.fromMemorySegment(S, x, at + 2 * stride, ORDER));
            s3 = s3.add(FloatVector.fromMemorySegment(S, x, at + 3 * stride, ORDER));
        }
        for (; i < count; i++) {
            s1 = s1.add(FloatVector.fromMemorySegment(S, x, offset + i * stride, ORDER));
        }
        s0.add(s2).add(s1.add(s3)).intoMemorySegment(total, totalOffset, ORDER);
    }

    /** {@code total = max(total, max x)}; NaN if one is. */
    static void max(
            MemorySegment x,
            long offset,
            long stride,
            int count,
            MemorySegment total,
            long totalOffset) {
        FloatVector m0 = FloatVector.fromMemorySegment(S, total, totalOffset, ORDER);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            long at = offset + i * stride;
            m0 = m0.max(FloatVector.fromMemorySegment(S, x, at, ORDER));
            m1 = m1.max(FloatVector.fromMemorySegment(S, x, at + stride, ORDER));
            m2 = m2.max(FloatVector.fromMemorySegment(S, x, at + 2 * stride, ORDER));
            m3 = m3.max(FloatVector.fromMemorySegment(S, x, at + 3 * stride, ORDER));
        }
        for (; i < count; i++) {
            m0 = m0.max(FloatVector.fromMemorySegment(S, x, offset + i * stride, ORDER));
        }
        m0.max(m1).max(m2.max(m3)).intoMemorySegment(total, totalOffset, ORDER);
    }

    /** {@code total = min(total, min x)}; NaN if one is. */
    static void min(
            MemorySegment x,
            long offset,
            long stride,
            int count,
            MemorySegment total,
            long totalOffset) {
        FloatVector m0 = FloatVector.fromMemorySegment(S, total, totalOffset, ORDER);
        FloatVector m1 = m0;
        FloatVector m2 = m0;
        FloatVector m3 = m0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            long at = offset + i * stride;
            m0 = m0.min(FloatVector.fromMemorySegment(S, x, at, ORDER));
            m1 = m1.min(FloatVector.fromMemorySegment(S, x, at + stride, ORDER));
            m2 = m2.min(FloatVector.fromMemorySegment(S, x, at + 2 * stride, ORDER));
            m3 = m3.min(FloatVector.fromMemorySegment(S, x, at + 3 * stride, ORDER));
        }
        for (; i < count; i++) {
            m0 = m0.min(FloatVector.fromMemorySegment(S, x, offset + i * stride, ORDER));
        }
        m0.min(m1).min(m2.min(m3)).intoMemorySegment(total, totalOffset, ORDER);
    }

    /** Makes a vector of one number. */
    static void fill(MemorySegment y, long offset, float number) {
        FloatVector.broadcast(S, number).intoMemorySegment(y, offset, ORDER);
    }

    /** Divides neighbouring vectors by a number. */
    static void divide(MemorySegment y, long offset, int count, float divisor) {
        for (int i = 0; i < count; i++) {
            long at = offset + (long) i * Lanes.BYTES;
            FloatVector.fromMemorySegment(S, y, at, ORDER)
                    .div(divisor)
                    .intoMemorySegment(y, at, ORDER);
        }
    }
}
