package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** F(2×2, 3×3), with the points 0, 1, -1 and ∞ (Lavin and Gray, arXiv 1509.09308, section 4.1). */
final class WinogradF2Transform implements WinogradTransform {
    static final WinogradF2Transform INSTANCE = new WinogradF2Transform();

    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;

    private WinogradF2Transform() {}

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public double[][] filterMatrix() {
        return new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
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
        MemorySegment v0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment v1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment v2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        MemorySegment v3 = to.memory().asSlice(to.line(toOffset, 3), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, x0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, x1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, x2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, x3, at, ORDER);
            // v0 = d0 - d2, v1 = d1 + d2, v2 = d2 - d1, v3 = d1 - d3
            d0.sub(d2).intoMemorySegment(v0, target, ORDER);
            d1.add(d2).intoMemorySegment(v1, target, ORDER);
            d2.sub(d1).intoMemorySegment(v2, target, ORDER);
            d1.sub(d3).intoMemorySegment(v3, target, ORDER);
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
        MemorySegment y0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment y1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector constant = FloatVector.fromArray(S, constants, constantAt);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, m0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, m1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, m2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, m3, at, ORDER);
            // y0 = d0 + d1 + d2 + constant, y1 = d1 - d2 - d3 + constant
            d0.add(d1.add(d2)).add(constant).intoMemorySegment(y0, target, ORDER);
            d1.sub(d2).sub(d3).add(constant).intoMemorySegment(y1, target, ORDER);
        }
    }

    @Override
    public void gradient(
            WinogradLines from, long fromOffset, WinogradLines to, long toOffset, int count) {
        long fromSpan = from.span(count);
        long toSpan = to.span(count);
        MemorySegment y0 = from.memory().asSlice(from.line(fromOffset, 0), fromSpan);
        MemorySegment y1 = from.memory().asSlice(from.line(fromOffset, 1), fromSpan);
        MemorySegment z0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment z1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment z2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        MemorySegment z3 = to.memory().asSlice(to.line(toOffset, 3), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, y0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, y1, at, ORDER);
            // z0 = d0, z1 = d0 + d1, z2 = d0 - d1, z3 = -d1
            d0.intoMemorySegment(z0, target, ORDER);
            d0.add(d1).intoMemorySegment(z1, target, ORDER);
            d0.sub(d1).intoMemorySegment(z2, target, ORDER);
            d1.neg().intoMemorySegment(z3, target, ORDER);
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
        MemorySegment w0 = to.memory().asSlice(to.line(toOffset, 0), toSpan);
        MemorySegment w1 = to.memory().asSlice(to.line(toOffset, 1), toSpan);
        MemorySegment w2 = to.memory().asSlice(to.line(toOffset, 2), toSpan);
        long fromStep = from.step();
        long toStep = to.step();
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        for (int i = 0; i < count; i++) {
            long at = i * fromStep;
            long target = i * toStep;
            FloatVector d0 = FloatVector.fromMemorySegment(S, u0, at, ORDER);
            FloatVector d1 = FloatVector.fromMemorySegment(S, u1, at, ORDER);
            FloatVector d2 = FloatVector.fromMemorySegment(S, u2, at, ORDER);
            FloatVector d3 = FloatVector.fromMemorySegment(S, u3, at, ORDER);
            // w0 = d0 + (d1 + d2) / 2, w1 = (d1 - d2) / 2, w2 = (d1 + d2) / 2 + d3
            FloatVector even = half.mul(d1.add(d2));
            d0.add(even).intoMemorySegment(w0, target, ORDER);
            half.mul(d1.sub(d2)).intoMemorySegment(w1, target, ORDER);
            even.add(d3).intoMemorySegment(w2, target, ORDER);
        }
    }
}
