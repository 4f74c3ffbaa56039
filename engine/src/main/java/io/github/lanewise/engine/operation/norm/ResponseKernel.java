package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Steps of local response normalization; offsets and strides are in bytes. */
final class ResponseKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private ResponseKernel() {}

    static void zero(MemorySegment y, long to, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector.zero(S).intoMemorySegment(y, to + (long) i * V, ORDER);
        }
    }

    /** y = x² of vectors that are {@code stride} apart in x and neighbours in y. */
    static void squares(
            MemorySegment x, long at, long stride, MemorySegment y, long to, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, at + i * stride, ORDER);
            v.mul(v).intoMemorySegment(y, to + (long) i * V, ORDER);
        }
    }

    /**
     * Stores, for each of {@code count} pixels, the sum of {@code channels} vectors that begin a
     * float apart.
     */
    static void sums(
            MemorySegment squares, long first, long pitch, int channels, long to, int count) {
        for (int i = 0; i < count; i++) {
            long at = first + i * pitch;
            FloatVector sum = FloatVector.zero(S);
            for (int c = 0; c < channels; c++) {
                sum = sum.add(FloatVector.fromMemorySegment(S, squares, at + 4L * c, ORDER));
            }
            sum.intoMemorySegment(squares, to + (long) i * V, ORDER);
        }
    }

    /** s = s · factor + constant. */
    static void scale(MemorySegment s, long at, float factor, float constant, int count) {
        FloatVector a = FloatVector.broadcast(S, factor);
        FloatVector b = FloatVector.broadcast(S, constant);
        for (int i = 0; i < count; i++) {
            long next = at + (long) i * V;
            FloatVector.fromMemorySegment(S, s, next, ORDER)
                    .fma(a, b)
                    .intoMemorySegment(s, next, ORDER);
        }
    }

    /** y = x / s^¾ = x / (√s · √√s). */
    static void divide(
            MemorySegment x,
            long at,
            MemorySegment s,
            long sAt,
            MemorySegment y,
            long to,
            int count) {
        for (int i = 0; i < count; i++) {
            long next = (long) i * V;
            FloatVector root = FloatVector.fromMemorySegment(S, s, sAt + next, ORDER).sqrt();
            FloatVector.fromMemorySegment(S, x, at + next, ORDER)
                    .div(root.mul(root.sqrt()))
                    .intoMemorySegment(y, to + next, ORDER);
        }
    }

    /** y = x · s. */
    static void multiply(
            MemorySegment x,
            long at,
            MemorySegment s,
            long sAt,
            MemorySegment y,
            long to,
            int count) {
        for (int i = 0; i < count; i++) {
            long next = (long) i * V;
            FloatVector.fromMemorySegment(S, x, at + next, ORDER)
                    .mul(FloatVector.fromMemorySegment(S, s, sAt + next, ORDER))
                    .intoMemorySegment(y, to + next, ORDER);
        }
    }
}
