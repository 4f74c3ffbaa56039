package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Functions made of exponentials, over neighbouring vectors; offsets are in bytes. The same bits
 * come out of interpreted and of compiled code.
 *
 * <p>All of them take x = n·ln 2 + r with |r| ≤ ln 2 / 2 (ln 2 split in two, so that n·high is
 * exact: Cody and Waite 1980) and e^r - 1 = r·(1 + r/2 + r²/6 + … + r⁶/5040). The polynomial is
 * written out in each: a vector that crosses a method may be boxed.
 */
final class ExponentialKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private static final float LOG2_E = 1.442695f;
    private static final float LN2_HIGH = 0.6933594f;
    private static final float LN2_LOW = (float) -2.12194440e-4;

    /** 1.5·2^23: adding it rounds a float to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final int EXPONENT_BIAS = 127;
    private static final int EXPONENT_SHIFT = 23;

    /** e^-104 rounds to 0 and e^89 to infinity. */
    private static final float LOWEST = -104f;

    private static final float HIGHEST = 89f;

    /** 2^n is a normal float down to here, and up to minus this. */
    private static final float LOWEST_NORMAL = -87f;

    /** e^x - 1 is -1 from here on downwards. */
    private static final float LOWEST_DIFFERENCE = -30f;

    private ExponentialKernel() {}

    /** y = e^x, relative error below 3e-7 where that is a normal float. */
    static void exponential(
            MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v =
                    FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER)
                            .max(LOWEST)
                            .min(HIGHEST);
            FloatVector shifted =
                    v.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            // n reaches from -150 to 128, beyond the exponents of one float: 2^n in two factors.
            IntVector power = shifted.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = power.lanewise(VectorOperators.ASHR, 1);
            FloatVector first =
                    half.add(EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            FloatVector second =
                    power.sub(half)
                            .add(EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            e.mul(first).mul(second).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** y = 1 / (1 + e^-x). */
    static void sigmoid(MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v =
                    FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER)
                            .neg()
                            .max(LOWEST_NORMAL)
                            .min(-LOWEST_NORMAL);
            FloatVector shifted =
                    v.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            FloatVector power =
                    shifted.reinterpretAsInts()
                            .sub(ROUND_BITS - EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            FloatVector one = FloatVector.broadcast(S, 1f);
            one.div(e.fma(power, one)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /**
     * y = β·(x > 0 ? x : α·(e^x - 1)), accurate near 0 too: e^x - 1 = 2^n·(e^r - 1) + (2^n - 1),
     * where nothing cancels.
     */
    static void elu(
            float alpha,
            float beta,
            MemorySegment x,
            long xOffset,
            MemorySegment y,
            long yOffset,
            int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            FloatVector low = v.min(0f).max(LOWEST_DIFFERENCE);
            FloatVector shifted =
                    low.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), low);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f)).mul(r);
            FloatVector power =
                    shifted.reinterpretAsInts()
                            .sub(ROUND_BITS - EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            e = e.fma(power, power.sub(1f)).mul(alpha);
            e.blend(v, v.compare(VectorOperators.GT, 0f))
                    .mul(beta)
                    .intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /**
     * y = ln(1 + e^x) = max(x, 0) + ln(1 + t) with t = e^-|x|. With s = t / (2 + t), at most 1/3,
     * ln(1 + t) = 2·artanh s = 2s·(1 + s²/3 + s⁴/5 + … + s¹²/13).
     */
    static void softplus(MemorySegment x, long xOffset, MemorySegment y, long yOffset, int count) {
        for (int i = 0; i < count; i++) {
            FloatVector value = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            FloatVector v = value.abs().neg().max(LOWEST_NORMAL);
            FloatVector shifted =
                    v.fma(FloatVector.broadcast(S, LOG2_E), FloatVector.broadcast(S, ROUND));
            FloatVector n = shifted.sub(ROUND);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), v);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            FloatVector t =
                    shifted.reinterpretAsInts()
                            .sub(ROUND_BITS - EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats()
                            .mul(e);
            FloatVector s = t.div(t.add(2f));
            FloatVector z = s.mul(s);
            FloatVector p = FloatVector.broadcast(S, 1f / 13);
            p = p.fma(z, FloatVector.broadcast(S, 1f / 11));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 9));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 7));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 5));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 3));
            p = p.fma(z, FloatVector.broadcast(S, 1f));
            p.fma(s.add(s), value.max(0f)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }
}
