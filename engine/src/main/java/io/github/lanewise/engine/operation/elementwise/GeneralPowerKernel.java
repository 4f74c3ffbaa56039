package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Powers a^b = 2^(b·log₂ a), relative error below 4e-7. Numbers for which the logarithm is none
 * (not positive, subnormal, infinite) are left to {@link StrictMath#pow}, one by one; both give the
 * same bits interpreted and compiled.
 */
final class GeneralPowerKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int V = Lanes.BYTES;

    private static final float LN2 = (float) 0.6931471805599453;
    private static final float LOG2_E = (float) 1.4426950408889634;
    private static final float LOG2_E_LOW = (float) (1.4426950408889634 - (double) LOG2_E);

    /** 1.5·2^23: adding it rounds a float to an integer, which then stands in the low bits. */
    private static final float ROUND = 12582912f;

    private static final int ROUND_BITS = Float.floatToRawIntBits(ROUND);
    private static final int HALF_ROOT_BITS = Float.floatToRawIntBits((float) Math.sqrt(0.5));
    private static final int EXPONENT_BIAS = 127;
    private static final int EXPONENT_SHIFT = 23;

    /** 2 to this is infinity, and 0 to minus this. */
    private static final float HIGHEST = 160f;

    /** Larger exponents are left to the scalar function. */
    private static final float LARGEST_EXPONENT = 8192f;

    private GeneralPowerKernel() {}

    /**
     * Computes vectors of powers.
     *
     * <p>a = 2^e·m with √½ ≤ m &lt; √2; with s = (m - 1) / (m + 1), ln m = 2·artanh s = 2s·(1 +
     * s²/3 + s⁴/5 + …). Logarithm and product are kept as a sum of two floats, since an error of
     * b·log₂ a is one of the result in relative terms. It is one loop, as vectors must not cross
     * methods.
     */
    static void power(BinaryRow row, int vectors) {
        for (int i = 0; i < vectors; i++) {
            FloatVector a =
                    FloatVector.fromMemorySegment(
                            S, row.a(), row.aOffset() + i * row.aStep(), ORDER);
            FloatVector b =
                    FloatVector.fromMemorySegment(
                            S, row.b(), row.bOffset() + i * row.bStep(), ORDER);
            IntVector bits = a.reinterpretAsInts();
            IntVector power =
                    bits.sub(HALF_ROOT_BITS).lanewise(VectorOperators.ASHR, EXPONENT_SHIFT);
            FloatVector m =
                    bits.sub(power.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT))
                            .reinterpretAsFloats();
            FloatVector e = power.add(ROUND_BITS).reinterpretAsFloats().sub(ROUND);
            FloatVector f = m.sub(1f);
            FloatVector d = m.add(1f);
            FloatVector s = f.div(d);
            FloatVector rest = s.neg().fma(d, f);
            rest = s.neg().fma(m.sub(d.sub(1f)), rest).div(d);
            FloatVector z = s.mul(s);
            FloatVector p = FloatVector.broadcast(S, 2f / 11);
            p = p.fma(z, FloatVector.broadcast(S, 2f / 9));
            p = p.fma(z, FloatVector.broadcast(S, 2f / 7));
            p = p.fma(z, FloatVector.broadcast(S, 2f / 5));
            p = p.fma(z, FloatVector.broadcast(S, 2f / 3)).mul(z).mul(s);
            FloatVector twice = s.add(s);
            FloatVector high = twice.add(p);
            FloatVector low = twice.sub(high).add(p).add(rest.add(rest));
            FloatVector g = high.mul(LOG2_E);
            low = low.mul(LOG2_E).add(high.mul(LOG2_E_LOW));
            low = high.fma(FloatVector.broadcast(S, LOG2_E), g.neg()).add(low);
            high = e.add(g);
            low = e.sub(high).add(g).add(low);
            FloatVector x = b.mul(high);
            low = b.fma(high, x.neg()).add(b.mul(low));
            x = x.max(-HIGHEST).min(HIGHEST);
            FloatVector shifted = x.add(ROUND);
            FloatVector r = x.sub(shifted.sub(ROUND)).add(low).mul(LN2);
            FloatVector y = FloatVector.broadcast(S, 1f / 5040);
            y = y.fma(r, FloatVector.broadcast(S, 1f / 720));
            y = y.fma(r, FloatVector.broadcast(S, 1f / 120));
            y = y.fma(r, FloatVector.broadcast(S, 1f / 24));
            y = y.fma(r, FloatVector.broadcast(S, 1f / 6));
            y = y.fma(r, FloatVector.broadcast(S, 0.5f));
            y = y.fma(r, FloatVector.broadcast(S, 1f));
            y = y.fma(r, FloatVector.broadcast(S, 1f));
            IntVector n = shifted.reinterpretAsInts().sub(ROUND_BITS);
            IntVector half = n.lanewise(VectorOperators.ASHR, 1);
            y =
                    y.mul(
                            half.add(EXPONENT_BIAS)
                                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                                    .reinterpretAsFloats());
            y =
                    y.mul(
                            n.sub(half)
                                    .add(EXPONENT_BIAS)
                                    .lanewise(VectorOperators.LSHL, EXPONENT_SHIFT)
                                    .reinterpretAsFloats());
            VectorMask<Float> usual =
                    a.compare(VectorOperators.GE, Float.MIN_NORMAL)
                            .and(a.lt(Float.POSITIVE_INFINITY))
                            .and(b.abs().lt(LARGEST_EXPONENT));
            long to = row.yOffset() + (long) i * V;
            if (usual.allTrue()) {
                y.intoMemorySegment(row.y(), to, ORDER);
            } else {
                oneByOne(row, i, usual.toLong());
                FloatVector.fromMemorySegment(S, row.spare(), row.spareOffset(), ORDER)
                        .blend(y, usual)
                        .intoMemorySegment(row.y(), to, ORDER);
            }
        }
    }

    /** Computes the unusual lanes of a vector, into spare memory. */
    private static void oneByOne(BinaryRow row, int vector, long usual) {
        MemorySegment spare = row.spare();
        for (int lane = 0; lane < Lanes.COUNT; lane++) {
            if ((usual >>> lane & 1) == 0) {
                float a = row.a().get(FLOAT, row.aOffset() + vector * row.aStep() + 4L * lane);
                float b = row.b().get(FLOAT, row.bOffset() + vector * row.bStep() + 4L * lane);
                spare.set(FLOAT, row.spareOffset() + 4L * lane, power(a, b));
            }
        }
    }

    /** C's pow is 1 where Java's is NaN: 1 to any power, and -1 to an infinite one. */
    private static float power(float a, float b) {
        boolean one = a == 1 || (a == -1 && Float.isInfinite(b));
        return one ? 1 : (float) StrictMath.pow(a, b);
    }
}
