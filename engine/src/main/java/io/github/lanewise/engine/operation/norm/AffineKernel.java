package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Linear functions of neighbouring vectors, and the sums that lead to them; offsets in bytes. */
final class AffineKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private AffineKernel() {}

    /**
     * y = x · factor + constant.
     *
     * @param place of the vectors of factors and constants
     */
    static void apply(
            MemorySegment x,
            long at,
            MemorySegment y,
            long to,
            int count,
            MemorySegment factors,
            MemorySegment constants,
            long place) {
        FloatVector factor = FloatVector.fromMemorySegment(S, factors, place, ORDER);
        FloatVector constant = FloatVector.fromMemorySegment(S, constants, place, ORDER);
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER)
                    .fma(factor, constant)
                    .intoMemorySegment(y, to + (long) i * V, ORDER);
        }
    }

    /**
     * y = (x - center) · factor + constant.
     *
     * @param factors its first two vectors are center and factor
     * @param place of the vector of constants
     */
    static void applyCentered(
            MemorySegment x,
            long at,
            MemorySegment y,
            long to,
            int count,
            MemorySegment factors,
            MemorySegment constants,
            long place) {
        FloatVector center = FloatVector.fromMemorySegment(S, factors, 0, ORDER);
        FloatVector factor = FloatVector.fromMemorySegment(S, factors, V, ORDER);
        FloatVector constant = FloatVector.fromMemorySegment(S, constants, place, ORDER);
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER)
                    .sub(center)
                    .fma(factor, constant)
                    .intoMemorySegment(y, to + (long) i * V, ORDER);
        }
    }

    /** Divides a vector by a number. */
    static void divide(MemorySegment x, long at, int divisor) {
        FloatVector.fromMemorySegment(S, x, at, ORDER)
                .div((float) divisor)
                .intoMemorySegment(x, at, ORDER);
    }

    /**
     * Stores Σ (x - center) to vector {@code to} of {@code sums}, and Σ (x - center)² to vector
     * {@code squaresTo}.
     *
     * @param sums its first vector is the center
     */
    static void deviations(
            MemorySegment x, long at, int count, MemorySegment sums, long to, long squaresTo) {
        FloatVector center = FloatVector.fromMemorySegment(S, sums, 0, ORDER);
        FloatVector sum = FloatVector.zero(S);
        FloatVector otherSum = sum;
        FloatVector square = sum;
        FloatVector otherSquare = sum;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            long next = at + (long) i * V;
            FloatVector a = FloatVector.fromMemorySegment(S, x, next, ORDER).sub(center);
            FloatVector b = FloatVector.fromMemorySegment(S, x, next + V, ORDER).sub(center);
            sum = sum.add(a);
            otherSum = otherSum.add(b);
            square = a.fma(a, square);
            otherSquare = b.fma(b, otherSquare);
        }
        for (; i < count; i++) {
            FloatVector a =
                    FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER).sub(center);
            sum = sum.add(a);
            square = a.fma(a, square);
        }
        sum.add(otherSum).intoMemorySegment(sums, to, ORDER);
        square.add(otherSquare).intoMemorySegment(sums, squaresTo, ORDER);
    }

    /**
     * With d = Σ (x - center) / n, replaces center by center + d, which is the mean, and the second
     * vector by scale / √(Σ (x - center)² / n - d² + ε).
     *
     * @param sums vectors: center, anything, Σ (x - center), Σ (x - center)²
     * @param place of the vector of scales
     */
    static void factor(
            MemorySegment sums, int pixels, float epsilon, MemorySegment scales, long place) {
        FloatVector center = FloatVector.fromMemorySegment(S, sums, 0, ORDER);
        FloatVector d = FloatVector.fromMemorySegment(S, sums, 2L * V, ORDER).div((float) pixels);
        FloatVector variance =
                FloatVector.fromMemorySegment(S, sums, 3L * V, ORDER).div((float) pixels);
        variance = d.neg().fma(d, variance).max(0f);
        center.add(d).intoMemorySegment(sums, 0, ORDER);
        FloatVector.fromMemorySegment(S, scales, place, ORDER)
                .div(variance.add(epsilon).sqrt())
                .intoMemorySegment(sums, V, ORDER);
    }
}
