package io.github.lanewise.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Transcendental functions of vectors. {@code VectorOperators.EXP} and {@code TANH} are not used
 * since their last bit depends on whether a method is compiled yet; these give the same bits in the
 * interpreter and in compiled code.
 */
public final class VectorMath {
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
     * Returns e^x, with x clamped to [-87, 88]; relative error below 2e-7.
     *
     * <p>x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r by its Taylor polynomial of degree 7, times 2^n by
     * adding n to the exponent. ln 2 is split in two, so that n·high is exact (Cody and Waite
     * 1980).
     */
    public static FloatVector exp(FloatVector x) {
        FloatVector clamped = x.max(LOWEST).min(HIGHEST);
        FloatVector shifted =
                clamped.fma(
                        FloatVector.broadcast(Species.FLOATS, LOG2_E),
                        FloatVector.broadcast(Species.FLOATS, ROUND));
        FloatVector n = shifted.sub(ROUND);
        FloatVector r = fma(n, -LN2_HIGH, clamped);
        r = fma(n, -LN2_LOW, r);
        FloatVector p = FloatVector.broadcast(Species.FLOATS, 1f / 5040);
        p = fma(p, r, 1f / 720);
        p = fma(p, r, 1f / 120);
        p = fma(p, r, 1f / 24);
        p = fma(p, r, 1f / 6);
        p = fma(p, r, 0.5f);
        p = fma(p, r, 1f);
        p = fma(p, r, 1f);
        IntVector exponent =
                shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
        return p.reinterpretAsInts().add(exponent).reinterpretAsFloats();
    }

    /**
     * Returns the hyperbolic tangent; relative error below 3e-7.
     *
     * <p>Below 0.625 the odd polynomial of Moshier's Cephes library (tanhf), above it 1 - 2 /
     * (e^2|x| + 1).
     */
    public static FloatVector tanh(FloatVector x) {
        FloatVector z = x.mul(x);
        FloatVector p = FloatVector.broadcast(Species.FLOATS, (float) -5.70498872745e-3);
        p = fma(p, z, (float) 2.06390887954e-2);
        p = fma(p, z, (float) -5.37397155531e-2);
        p = fma(p, z, (float) 1.33314422036e-1);
        p = fma(p, z, (float) -3.33332819422e-1);
        FloatVector one = FloatVector.broadcast(Species.FLOATS, 1f);
        FloatVector small = x.mul(p.fma(z, one));
        FloatVector magnitude = x.abs();
        FloatVector two = FloatVector.broadcast(Species.FLOATS, 2f);
        FloatVector large = one.sub(two.div(exp(magnitude.add(magnitude)).add(1f)));
        VectorMask<Float> negative = x.lt(0f);
        return small.blend(
                large.blend(large.neg(), negative), magnitude.compare(VectorOperators.GT, 0.625f));
    }

    private static FloatVector fma(FloatVector a, FloatVector b, float c) {
        return a.fma(b, FloatVector.broadcast(Species.FLOATS, c));
    }

    private static FloatVector fma(FloatVector a, float b, FloatVector c) {
        return a.fma(FloatVector.broadcast(Species.FLOATS, b), c);
    }
}
