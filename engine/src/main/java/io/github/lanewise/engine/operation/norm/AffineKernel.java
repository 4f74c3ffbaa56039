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
     * @param line the vectors of center, factor and constant
     */
    static void applyCentered(
            MemorySegment x, long at, MemorySegment y, long to, int count, MemorySegment line) {
        FloatVector center = FloatVector.fromMemorySegment(S, line, 0, ORDER);
        FloatVector factor = FloatVector.fromMemorySegment(S, line, V, ORDER);
        FloatVector constant = FloatVector.fromMemorySegment(S, line, 2L * V, ORDER);
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
     * Replaces the two sums. With d = Σ (x - center) / n, the mean is center + d, so that (x -
     * center) · factor + constant is normalized by
     *
     * <pre>
     * factor   = scale / √(Σ (x - center)² / n - d² + ε)
     * constant = bias - d · factor
     * </pre>
     *
     * @param line vectors: center, factor, Σ (x - center) and then constant, Σ (x - center)²
     * @param place of the vectors of scales and biases
     */
    static void factor(
            MemorySegment line,
            int pixels,
            float epsilon,
            MemorySegment scales,
            MemorySegment biases,
            long place) {
        FloatVector n = FloatVector.broadcast(S, (float) pixels);
        FloatVector d = FloatVector.fromMemorySegment(S, line, 2L * V, ORDER).div(n);
        FloatVector square = FloatVector.fromMemorySegment(S, line, 3L * V, ORDER).div(n);
        FloatVector minusD = d.neg();
        FloatVector variance = minusD.fma(d, square).max(0f);
        FloatVector factor =
                FloatVector.fromMemorySegment(S, scales, place, ORDER)
                        .div(variance.add(epsilon).sqrt());
        factor.intoMemorySegment(line, V, ORDER);
        minusD.fma(factor, FloatVector.fromMemorySegment(S, biases, place, ORDER))
                .intoMemorySegment(line, 2L * V, ORDER);
    }
}
