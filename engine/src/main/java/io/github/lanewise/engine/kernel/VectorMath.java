package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transcendental functions of vectors. {@code VectorOperators.EXP} and {@code TANH} are not used
 * since their last bit depends on whether a method is compiled yet; these give the same bits in the
 * interpreter and in compiled code.
 *
 * <p>Both work from memory to memory and write their polynomials out: a vector that crosses a
 * method which C2 has compiled on its own is boxed, and a training step would allocate.
 */
public final class VectorMath {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = (float) -2.12194440e-4;

    /** 1.5·2^23: adding it rounds a float to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final float LOWEST = -87f;
    private static final float HIGHEST = 88f;
    private static final int EXPONENT_SHIFT = 23;

    private VectorMath() {}

    /**
     * Replaces vectors by their exponentials e^x, with x clamped to [-87, 88]; relative error below
     * 2e-7.
     *
     * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 7, times 2^n by
     * adding n to the exponent. ln 2 is split in two, so that n·high is exact (Cody and Waite
     * 1980).
     *
     * @param memory of the vectors
     * @param offsets byte offset of each
     */
    public static void exp(MemorySegment memory, int[] offsets) {
        for (int at : offsets) {
            FloatVector x =
                    FloatVector.fromMemorySegment(S, memory, at, ORDER).max(LOWEST).min(HIGHEST);
            FloatVector shifted =
                    x.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), x);
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
                    .intoMemorySegment(memory, at, ORDER);
        }
    }

    /**
     * y = tanh x, vector by vector over the whole memory; relative error below 3e-7.
     *
     * @param y as large as {@code x}; may be the same memory
     */
    public static void tanh(MemorySegment x, MemorySegment y) {
        tanh(x, 0, y, 0, Math.toIntExact(y.byteSize() / V));
    }

    /**
     * y = tanh x for neighbouring vectors; relative error below 3e-7.
     *
     * <p>Below 0.625 the odd polynomial of Moshier's Cephes library (tanhf), above it 1 - 2 /
     * (e^2|x| + 1), with the exponential as in {@link #exp}.
     *
     * @param xOffset byte offset of the first vector of x
     * @param y may be the same memory as x, at the same place
     * @param count number of vectors
     */
    public static void tanh(
            MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector value = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            FloatVector z = value.mul(value);
            FloatVector p = FloatVector.broadcast(S, (float) -5.70498872745e-3);
            p = p.fma(z, FloatVector.broadcast(S, (float) 2.06390887954e-2));
            p = p.fma(z, FloatVector.broadcast(S, (float) -5.37397155531e-2));
            p = p.fma(z, FloatVector.broadcast(S, (float) 1.33314422036e-1));
            p = p.fma(z, FloatVector.broadcast(S, (float) -3.33332819422e-1));
            FloatVector small = value.mul(p.fma(z, FloatVector.broadcast(S, 1f)));
            FloatVector magnitude = value.abs();
            FloatVector twice = magnitude.add(magnitude).min(HIGHEST);
            FloatVector shifted =
                    twice.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), twice);
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
            FloatVector large = e.reinterpretAsInts().add(power).reinterpretAsFloats().add(1f);
            large = FloatVector.broadcast(S, 1f).sub(FloatVector.broadcast(S, 2f).div(large));
            VectorMask<Float> negative = value.lt(0f);
            VectorMask<Float> far = magnitude.compare(VectorOperators.GT, 0.625f);
            small.blend(large.blend(large.neg(), negative), far)
                    .intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }
}
