package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers of vectors with any exponent; from memory to memory and without {@code
 * VectorOperators.POW} for the reasons that {@link VectorMath} gives.
 *
 * <p>x^b = 2^(b·log2 x). The logarithm is a sum of two floats, since an error of it is multiplied
 * by b: x = 2^n · m with m from √½ to √2, and with s = (m - 1) / (m + 1), ln m = 2s·(1 + s²/3 +
 * s⁴/5 + …) (Abramowitz and Stegun, 4.1.27). Sums and products keep their rounding errors (Dekker
 * 1971).
 */
public final class VectorPower {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    /** log2 e in two floats. */
    private static final float LOG2_E = 1.442695f;

    private static final float LOG2_E_LOW = (float) (1 / Math.log(2) - LOG2_E);
    private static final float LN2 = (float) 0.6931471805599453;

    /** 1.5·2^23: adding it rounds a float to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final int EXPONENT_BIAS = 127;
    private static final int EXPONENT_SHIFT = 23;
    private static final int FRACTION = 0x007fffff;

    /** √½ as bits: the exponent counts from here. */
    private static final int ROOT_HALF = 0x3f3504f3;

    /** Makes the least float normal. */
    private static final float NORMALIZE = 0x1p24f;

    /** 2^160 is infinite, and 2^-160 is 0. */
    private static final float BEYOND = 160f;

    private VectorPower() {}

    /**
     * y = |x|^b of neighbouring vectors, relative error below 4e-7 where that is a normal float;
     * offsets and strides are in bytes.
     *
     * @param exponents vectors of b
     * @param stride from one vector of b to the next: 0 if all have the same
     * @param y may be the same memory as x or b, at the same place
     * @param count number of vectors
     */
    public static void magnitude(
            MemorySegment x,
            long xOffset,
            MemorySegment exponents,
            long offset,
            long stride,
            MemorySegment y,
            long yOffset,
            int count) {
        for (int i = 0; i < count; i++) {
            FloatVector v =
                    FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER).abs();
            FloatVector b = FloatVector.fromMemorySegment(S, exponents, offset + i * stride, ORDER);
            VectorMask<Float> tiny = v.lt(Float.MIN_NORMAL);
            IntVector bits = v.blend(v.mul(NORMALIZE), tiny).reinterpretAsInts().sub(ROOT_HALF);
            FloatVector n =
                    bits.lanewise(VectorOperators.ASHR, EXPONENT_SHIFT)
                            .add(ROUND_BITS)
                            .reinterpretAsFloats()
                            .sub(ROUND);
            n = n.blend(n.sub(24f), tiny);
            FloatVector f = bits.and(FRACTION).add(ROOT_HALF).reinterpretAsFloats().sub(1f);
            // s and the error of s, from the error of f + 2 and what f - s·(f + 2) leaves.
            FloatVector sum = f.add(2f);
            FloatVector inverse = FloatVector.broadcast(S, 1f).div(sum);
            FloatVector s = f.mul(inverse);
            FloatVector left = s.neg().fma(sum, f);
            left = s.neg().fma(f.sub(sum.sub(2f)), left);
            FloatVector z = s.mul(s);
            FloatVector p = FloatVector.broadcast(S, 1f / 11);
            p = p.fma(z, FloatVector.broadcast(S, 1f / 9));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 7));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 5));
            p = p.fma(z, FloatVector.broadcast(S, 1f / 3)).mul(z);
            FloatVector ln = s.add(s);
            FloatVector low = ln.fma(p, left.mul(inverse).mul(2f));
            // log2 x = n + ln m · log2 e
            FloatVector log = ln.mul(LOG2_E);
            low = low.mul(LOG2_E).add(ln.mul(LOG2_E_LOW));
            low = low.add(ln.fma(FloatVector.broadcast(S, LOG2_E), log.neg()));
            FloatVector high = n.add(log);
            low = low.add(n.sub(high).add(log));
            log = high.add(low);
            low = high.sub(log).add(low);
            log = log.blend(Float.NEGATIVE_INFINITY, v.eq(0f));
            log = log.blend(v, v.lt(Float.POSITIVE_INFINITY).not());
            // b·log2 x = round + rest
            FloatVector power = b.mul(log);
            FloatVector error = b.fma(log, power.neg());
            error = b.fma(low, error);
            error = FloatVector.zero(S).blend(error, power.abs().lt(BEYOND));
            power = power.max(-BEYOND).min(BEYOND);
            FloatVector shifted = power.add(ROUND);
            FloatVector r = power.sub(shifted.sub(ROUND)).add(error).mul(LN2);
            FloatVector e = FloatVector.broadcast(S, 1f / 5040);
            e = e.fma(r, FloatVector.broadcast(S, 1f / 720));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 120));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 24));
            e = e.fma(r, FloatVector.broadcast(S, 1f / 6));
            e = e.fma(r, FloatVector.broadcast(S, 0.5f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            e = e.fma(r, FloatVector.broadcast(S, 1f));
            // The exponent reaches beyond those of one float: two factors.
            IntVector whole = shifted.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = whole.lanewise(VectorOperators.ASHR, 1);
            FloatVector first =
                    half.add(EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            FloatVector second =
                    whole.sub(half)
                            .add(EXPONENT_BIAS)
                            .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                            .reinterpretAsFloats();
            e = e.mul(first).mul(second).blend(1f, v.eq(1f));
            e.blend(1f, b.eq(0f)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /**
     * y = x^b of neighbouring vectors with the special cases of C's {@code pow}: NaN for a negative
     * x unless b is a whole number, 1 for b = 0. Otherwise as {@link #magnitude}, but y is other
     * memory than x and b.
     */
    public static void power(
            MemorySegment x,
            long xOffset,
            MemorySegment exponents,
            long offset,
            long stride,
            MemorySegment y,
            long yOffset,
            int count) {
        magnitude(x, xOffset, exponents, offset, stride, y, yOffset, count);
        for (int i = 0; i < count; i++) {
            long at = yOffset + (long) i * V;
            FloatVector v = FloatVector.fromMemorySegment(S, x, xOffset + (long) i * V, ORDER);
            FloatVector b = FloatVector.fromMemorySegment(S, exponents, offset + i * stride, ORDER);
            FloatVector result = FloatVector.fromMemorySegment(S, y, at, ORDER);
            // |b| less the nearest even number: 0 if b is even, ±1 if it is odd. From 2^24 on all
            // floats are even.
            FloatVector size = b.abs().min(0x1p24f);
            FloatVector half = size.mul(0.5f).add(0x1p23f).sub(0x1p23f);
            FloatVector rest = half.fma(FloatVector.broadcast(S, -2f), size).abs();
            VectorMask<Float> odd = rest.eq(1f);
            VectorMask<Float> neither = rest.eq(0f).or(odd).not();
            VectorMask<Float> negative = v.reinterpretAsInts().lt(0).cast(S);
            VectorMask<Float> finite =
                    v.lt(0f).and(v.compare(VectorOperators.GT, Float.NEGATIVE_INFINITY));
            result.blend(result.neg(), odd.and(negative))
                    .blend(Float.NaN, neither.and(finite))
                    .intoMemorySegment(y, at, ORDER);
        }
    }
}
