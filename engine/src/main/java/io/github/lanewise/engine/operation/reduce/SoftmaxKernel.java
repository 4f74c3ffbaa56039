package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The steps of a softmax over vectors that stand some bytes apart. Numbers that differ from lane to
 * lane, such as the maximum, are a vector in memory. Offsets and strides are in bytes.
 */
final class SoftmaxKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = (float) -2.12194440e-4;

    /** 1.5·2^23: adding it rounds a float to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final float LOWEST = -87f;
    private static final int EXPONENT_SHIFT = 23;

    private SoftmaxKernel() {}

    /**
     * {@code y = e^(x − max)}, not below e^-87, for vectors; relative error of the exponential
     * below 2e-7.
     *
     * <p>The argument is n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 7,
     * times 2^n by adding n to the exponent. ln 2 is split in two, so that n·high is exact (Cody
     * and Waite 1980).
     *
     * @param max vector at the beginning of its memory
     */
    static void exponentials(
            MemorySegment x,
            long xOffset,
            long xStride,
            MemorySegment max,
            MemorySegment y,
            long yOffset,
            long yStride,
            int count) {
        FloatVector most = FloatVector.fromMemorySegment(S, max, 0, ORDER);
        for (int i = 0; i < count; i++) {
            FloatVector argument =
                    FloatVector.fromMemorySegment(S, x, xOffset + i * xStride, ORDER)
                            .sub(most)
                            .max(LOWEST);
            FloatVector shifted =
                    argument.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), argument);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            IntVector power =
                    shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
            e.reinterpretAsInts()
                    .add(power)
                    .reinterpretAsFloats()
                    .intoMemorySegment(y, yOffset + i * yStride, ORDER);
        }
    }

    /** Returns {@code e^(x − max)} of single numbers, with the bits that vectors give. */
    static float exponential(float x, float max) {
        float argument = Math.max(x - max, LOWEST);
        float shifted = Math.fma(argument, LOG2_E, ROUND);
        float n = shifted - ROUND;
        float r = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, argument));
        float e = Math.fma(1f / 5040, r, 1f / 720);
        e = Math.fma(e, r, 1f / 120);
        e = Math.fma(e, r, 1f / 24);
        e = Math.fma(e, r, 1f / 6);
        e = Math.fma(e, r, 0.5f);
        e = Math.fma(e, r, 1f);
        e = Math.fma(e, r, 1f);
        int power = Float.floatToRawIntBits(shifted) << EXPONENT_SHIFT;
        return Float.intBitsToFloat(Float.floatToRawIntBits(e) + power);
    }

    /** {@code y *= factor} for vectors. */
    static void scale(MemorySegment y, long offset, long stride, MemorySegment factor, int count) {
        FloatVector by = FloatVector.fromMemorySegment(S, factor, 0, ORDER);
        for (int i = 0; i < count; i++) {
            long at = offset + i * stride;
            FloatVector.fromMemorySegment(S, y, at, ORDER).mul(by).intoMemorySegment(y, at, ORDER);
        }
    }

    /** {@code y = (x − max) − shift} for vectors. */
    static void subtract(
            MemorySegment x,
            long xOffset,
            long xStride,
            MemorySegment max,
            MemorySegment shift,
            MemorySegment y,
            long yOffset,
            long yStride,
            int count) {
        FloatVector most = FloatVector.fromMemorySegment(S, max, 0, ORDER);
        FloatVector by = FloatVector.fromMemorySegment(S, shift, 0, ORDER);
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, x, xOffset + i * xStride, ORDER)
                    .sub(most)
                    .sub(by)
                    .intoMemorySegment(y, yOffset + i * yStride, ORDER);
        }
    }
}
