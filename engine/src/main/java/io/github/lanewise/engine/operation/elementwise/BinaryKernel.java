package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Functions of two numbers, one loop for each. */
final class BinaryKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private BinaryKernel() {}

    /** y = a + b. */
    static void add(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.add(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** y = a - b. */
    static void sub(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.sub(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** y = a · b. */
    static void mul(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.mul(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** y = a / b. */
    static void div(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.div(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** The larger of a and b. */
    static void max(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.max(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** The smaller of a and b. */
    static void min(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.min(v).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }

    /** y = b · a for negative a, else a. */
    static void parametricRelu(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment b = row.b();
        MemorySegment y = row.y();
        long aOffset = row.aOffset();
        long bOffset = row.bOffset();
        long yOffset = row.yOffset();
        long aStep = row.aStep();
        long bStep = row.bStep();
        for (int i = 0; i < vectors; i++) {
            FloatVector u = FloatVector.fromMemorySegment(S, a, aOffset + i * aStep, ORDER);
            FloatVector v = FloatVector.fromMemorySegment(S, b, bOffset + i * bStep, ORDER);
            u.blend(u.mul(v), u.lt(0f)).intoMemorySegment(y, yOffset + (long) i * V, ORDER);
        }
    }
}
