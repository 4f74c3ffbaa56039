package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Powers with exponents that stand for simple arithmetic. */
final class PowerKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private PowerKernel() {}

    /**
     * Returns the function for an exponent.
     *
     * @param exponent NaN if it is not one number that is known
     */
    static RowFunction function(float exponent) {
        if (exponent == 2) {
            return PowerKernel::square;
        }
        if (exponent == 3) {
            return PowerKernel::cube;
        }
        if (exponent == 1) {
            return PowerKernel::copy;
        }
        if (exponent == -1) {
            return PowerKernel::reciprocal;
        }
        return exponent == 0.5f ? PowerKernel::squareRoot : GeneralPowerKernel::power;
    }

    private static void square(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment y = row.y();
        for (int i = 0; i < vectors; i++) {
            long at = row.aOffset() + i * row.aStep();
            FloatVector u = FloatVector.fromMemorySegment(S, a, at, ORDER);
            u.mul(u).intoMemorySegment(y, row.yOffset() + (long) i * V, ORDER);
        }
    }

    private static void cube(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment y = row.y();
        for (int i = 0; i < vectors; i++) {
            long at = row.aOffset() + i * row.aStep();
            FloatVector u = FloatVector.fromMemorySegment(S, a, at, ORDER);
            u.mul(u).mul(u).intoMemorySegment(y, row.yOffset() + (long) i * V, ORDER);
        }
    }

    private static void copy(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment y = row.y();
        for (int i = 0; i < vectors; i++) {
            long at = row.aOffset() + i * row.aStep();
            FloatVector.fromMemorySegment(S, a, at, ORDER)
                    .intoMemorySegment(y, row.yOffset() + (long) i * V, ORDER);
        }
    }

    private static void reciprocal(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment y = row.y();
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = 0; i < vectors; i++) {
            long at = row.aOffset() + i * row.aStep();
            one.div(FloatVector.fromMemorySegment(S, a, at, ORDER))
                    .intoMemorySegment(y, row.yOffset() + (long) i * V, ORDER);
        }
    }

    /** √a, but as powers are 0 for -0 and infinity for -infinity. */
    private static void squareRoot(BinaryRow row, int vectors) {
        MemorySegment a = row.a();
        MemorySegment y = row.y();
        for (int i = 0; i < vectors; i++) {
            long at = row.aOffset() + i * row.aStep();
            FloatVector u = FloatVector.fromMemorySegment(S, a, at, ORDER);
            u.sqrt()
                    .add(0f)
                    .blend(Float.POSITIVE_INFINITY, u.eq(Float.NEGATIVE_INFINITY))
                    .intoMemorySegment(y, row.yOffset() + (long) i * V, ORDER);
        }
    }
}
