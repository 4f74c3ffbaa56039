package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * F(4×4, 3×3), with the points 0, ±a, ±b and ∞ where a = 5/8 and b = 3/2: with them rounding errors
 * are half of those with the usual points 0, ±1, ±2 (Barabasz et al., arXiv 1803.10986, on the
 * choice of points). All entries of Aᵀ and Bᵀ are exact in a float.
 *
 * <p>Methods are long because all lines are written out: C2 keeps a vector in a register only in a
 * named local variable.
 */
final class WinogradF4Transform implements WinogradTransform {
    static final WinogradF4Transform INSTANCE = new WinogradF4Transform();

    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;

    private static final float A = 5f / 8;
    private static final float B = 3f / 2;
    private static final float A2 = A * A;
    private static final float B2 = B * B;
    private static final float A3 = A * A2;
    private static final float B3 = B * B2;

    /** Entries of G at the points ±a and ±b; nothing before them is rounded. */
    private static final double AT_A = 1 / (double) (2 * A2 * (A2 - B2));

    private static final double AT_B = 1 / (double) (2 * B2 * (B2 - A2));

    private WinogradF4Transform() {}

    @Override
    public int outputs() {
        return 4;
    }

    @Override
    public double[][] filterMatrix() {
        return new double[][] {
            {1 / (double) (A2 * B2), 0, 0},
            {AT_A, A * AT_A, A2 * AT_A},
            {AT_A, -A * AT_A, A2 * AT_A},
            {AT_B, B * AT_B, B2 * AT_B},
            {AT_B, -B * AT_B, B2 * AT_B},
            {0, 0, 1}
        };
    }

    @Override
    public void input(
            WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count) {
        long fromSpan = from.span(count);
        long toSpan = to.span(count);
        MemorySegment x0 = from.memory().asSlice(from.line(fromOffset, 0), fromSpan);
        MemorySegment x1 = from.memory().asSlice(from.line(fromOffset, 1), fromSpan);
        MemorySegment x2 = from.memory().asSlice(from.line(fromOffset, 2), fromSpan);
        MemorySegment x3 = from.memory().asSlice(from.line(fromOffset, 3), fromSpan);
        MemorySegment x4 = from.memory().asSlice(from.line(fromOffset, 4), fromSpan);
        MemorySegment x5 = from.memory().asSlice(from.line(fromOffset, 5), fromSpan);
        MemorySegment v0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment v1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment v2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        MemorySegment v3 = to.memory().asSlice(to.line(toOffset, 3), toSpan);
        MemorySegment v4 = to.memory().asSlice(to.line(toOffset, 4), toSpan);
        MemorySegment v5 = to.memory().asSlice(to.line(toOffset, 5), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector product = FloatVector.broadcast(S, A2 * B2);
        FloatVector sum = FloatVector.broadcast(S, -(A2 + B2));
        FloatVector minusA2 = FloatVector.broadcast(S, -A2);
        FloatVector minusB2 = FloatVector.broadcast(S, -B2);
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector minusA = FloatVector.broadcast(S, -A);
        FloatVector minusB = FloatVector.broadcast(S, -B);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, x0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, x1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, x2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, x3, at, ORDER);
            FloatVector d4 = FloatVector.fromMemorySegment(S, x4, at, ORDER);
            FloatVector d5 = FloatVector.fromMemorySegment(S, x5, at, ORDER);
            // v0 = a²b²·d0 - (a² + b²)·d2 + d4, v5 = a²b²·d1 - (a² + b²)·d3 + d5
            product.fma(d0, sum.fma(d2, d4)).intoMemorySegment(v0, target, ORDER);
            product.fma(d1, sum.fma(d3, d5)).intoMemorySegment(v5, target, ORDER);
            // v1, v2 = (d4 - b²·d2) ± a·(d3 - b²·d1)
            FloatVector even = minusB2.fma(d2, d4);
            FloatVector odd = minusB2.fma(d1, d3);
            a.fma(odd, even).intoMemorySegment(v1, target, ORDER);
            minusA.fma(odd, even).intoMemorySegment(v2, target, ORDER);
            // v3, v4 = (d4 - a²·d2) ± b·(d3 - a²·d1)
            even = minusA2.fma(d2, d4);
            odd = minusA2.fma(d1, d3);
            b.fma(odd, even).intoMemorySegment(v3, target, ORDER);
            minusB.fma(odd, even).intoMemorySegment(v4, target, ORDER);
        }
    }

    @Override
    public void output(
            WinogradLines from,
            long fromOffset,
            WinogradLines to,
            long toOffset,
            int count,
            float[] constants,
            int constantAt) {
        long fromSpan = from.span(count);
        long toSpan = to.span(count);
        MemorySegment m0 = from.memory().asSlice(from.line(fromOffset, 0), fromSpan);
        MemorySegment m1 = from.memory().asSlice(from.line(fromOffset, 1), fromSpan);
        MemorySegment m2 = from.memory().asSlice(from.line(fromOffset, 2), fromSpan);
        MemorySegment m3 = from.memory().asSlice(from.line(fromOffset, 3), fromSpan);
        MemorySegment m4 = from.memory().asSlice(from.line(fromOffset, 4), fromSpan);
        MemorySegment m5 = from.memory().asSlice(from.line(fromOffset, 5), fromSpan);
        MemorySegment y0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment y1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment y2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        MemorySegment y3 = to.memory().asSlice(to.line(toOffset, 3), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A2);
        FloatVector b2 = FloatVector.broadcast(S, B2);
        FloatVector a3 = FloatVector.broadcast(S, A3);
        FloatVector b3 = FloatVector.broadcast(S, B3);
        FloatVector constant = FloatVector.fromArray(S, constants, constantAt);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, m0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, m1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, m2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, m3, at, ORDER);
            FloatVector d4 = FloatVector.fromMemorySegment(S, m4, at, ORDER);
            FloatVector d5 = FloatVector.fromMemorySegment(S, m5, at, ORDER);
            // yᵢ = aⁱ·(d1 ± d2) + bⁱ·(d3 ± d4) + constant, plus for even i; y0 also has d0, y3 has
            // d5
            FloatVector evenA = d1.add(d2);
            FloatVector oddA = d1.sub(d2);
            FloatVector evenB = d3.add(d4);
            FloatVector oddB = d3.sub(d4);
            d0.add(evenA).add(evenB).add(constant).intoMemorySegment(y0, target, ORDER);
            a.fma(oddA, b.fma(oddB, constant)).intoMemorySegment(y1, target, ORDER);
            a2.fma(evenA, b2.fma(evenB, constant)).intoMemorySegment(y2, target, ORDER);
            a3.fma(oddA, b3.fma(oddB, d5.add(constant))).intoMemorySegment(y3, target, ORDER);
        }
    }

    @Override
    public void gradient(
            WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count) {
        long fromSpan = from.span(count);
        long toSpan = to.span(count);
        MemorySegment y0 = from.memory().asSlice(from.line(fromOffset, 0), fromSpan);
        MemorySegment y1 = from.memory().asSlice(from.line(fromOffset, 1), fromSpan);
        MemorySegment y2 = from.memory().asSlice(from.line(fromOffset, 2), fromSpan);
        MemorySegment y3 = from.memory().asSlice(from.line(fromOffset, 3), fromSpan);
        MemorySegment z0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment z1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment z2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        MemorySegment z3 = to.memory().asSlice(to.line(toOffset, 3), toSpan);
        MemorySegment z4 = to.memory().asSlice(to.line(toOffset, 4), toSpan);
        MemorySegment z5 = to.memory().asSlice(to.line(toOffset, 5), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A2);
        FloatVector b2 = FloatVector.broadcast(S, B2);
        FloatVector minusA = FloatVector.broadcast(S, -A);
        FloatVector minusB = FloatVector.broadcast(S, -B);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, y0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, y1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, y2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, y3, at, ORDER);
            // z0 = d0, z5 = d3; z1, z2 = (d0 + a²·d2) ± a·(d1 + a²·d3); z3, z4 likewise with b
            d0.intoMemorySegment(z0, target, ORDER);
            d3.intoMemorySegment(z5, target, ORDER);
            FloatVector even = a2.fma(d2, d0);
            FloatVector odd = a2.fma(d3, d1);
            a.fma(odd, even).intoMemorySegment(z1, target, ORDER);
            minusA.fma(odd, even).intoMemorySegment(z2, target, ORDER);
            even = b2.fma(d2, d0);
            odd = b2.fma(d3, d1);
            b.fma(odd, even).intoMemorySegment(z3, target, ORDER);
            minusB.fma(odd, even).intoMemorySegment(z4, target, ORDER);
        }
    }

    @Override
    public void filterGradient(
            WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count) {
        long fromSpan = from.span(count);
        long toSpan = to.span(count);
        MemorySegment u0 = from.memory().asSlice(from.line(fromOffset, 0), fromSpan);
        MemorySegment u1 = from.memory().asSlice(from.line(fromOffset, 1), fromSpan);
        MemorySegment u2 = from.memory().asSlice(from.line(fromOffset, 2), fromSpan);
        MemorySegment u3 = from.memory().asSlice(from.line(fromOffset, 3), fromSpan);
        MemorySegment u4 = from.memory().asSlice(from.line(fromOffset, 4), fromSpan);
        MemorySegment u5 = from.memory().asSlice(from.line(fromOffset, 5), fromSpan);
        MemorySegment w0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment w1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment w2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector atZero = FloatVector.broadcast(S, 1 / (A2 * B2));
        FloatVector atA = FloatVector.broadcast(S, (float) AT_A);
        FloatVector atB = FloatVector.broadcast(S, (float) AT_B);
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A2);
        FloatVector b2 = FloatVector.broadcast(S, B2);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, u0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, u1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, u2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, u3, at, ORDER);
            FloatVector d4 = FloatVector.fromMemorySegment(S, u4, at, ORDER);
            FloatVector d5 = FloatVector.fromMemorySegment(S, u5, at, ORDER);
            // The columns of G: w0 and w2 are even, w1 is odd in the signs of the points.
            FloatVector evenA = atA.mul(d1.add(d2));
            FloatVector oddA = atA.mul(d1.sub(d2));
            FloatVector evenB = atB.mul(d3.add(d4));
            FloatVector oddB = atB.mul(d3.sub(d4));
            atZero.fma(d0, evenA).add(evenB).intoMemorySegment(w0, target, ORDER);
            a.fma(oddA, b.mul(oddB)).intoMemorySegment(w1, target, ORDER);
            a2.fma(evenA, b2.fma(evenB, d5)).intoMemorySegment(w2, target, ORDER);
        }
    }
}
