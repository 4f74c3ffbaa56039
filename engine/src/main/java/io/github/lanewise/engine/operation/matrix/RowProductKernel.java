package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row of a product: {@code y[n] = Σ_k a[k] · b[k][n]}, where the rows of b stand as they are.
 * Each sum is made in the order of k, whether its column fills a vector or not. Offsets and strides
 * are in bytes.
 */
final class RowProductKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int V = Lanes.BYTES;

    private RowProductKernel() {}

    /**
     * Computes a row.
     *
     * @param a begins with the row of a
     * @param aStride from one element of the row to the next
     * @param b begins with the matrix, steps × columns
     * @param y begins with the row of y
     */
    static void run(
            MemorySegment a,
            long aOffset,
            long aStride,
            MemorySegment b,
            long bOffset,
            MemorySegment y,
            long yOffset,
            int steps,
            int columns) {
        int column = 0;
        for (; column + 4 * Lanes.COUNT <= columns; column += 4 * Lanes.COUNT) {
            long at = 4L * column;
            four(a, aOffset, aStride, b, bOffset + at, y, yOffset + at, steps, 4L * columns);
        }
        for (; column + Lanes.COUNT <= columns; column += Lanes.COUNT) {
            long at = 4L * column;
            one(a, aOffset, aStride, b, bOffset + at, y, yOffset + at, steps, 4L * columns);
        }
        for (; column < columns; column++) {
            float sum = 0;
            for (int k = 0; k < steps; k++) {
                float factor = b.get(FLOAT, bOffset + 4L * ((long) k * columns + column));
                sum = Math.fma(a.get(FLOAT, aOffset + k * aStride), factor, sum);
            }
            y.set(FLOAT, yOffset + 4L * column, sum);
        }
    }

    private static void four(
            MemorySegment a,
            long aOffset,
            long aStride,
            MemorySegment b,
            long bOffset,
            MemorySegment y,
            long yOffset,
            int steps,
            long bRow) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        for (int k = 0; k < steps; k++) {
            FloatVector u = FloatVector.broadcast(S, a.get(FLOAT, aOffset + k * aStride));
            long at = bOffset + k * bRow;
            s0 = u.fma(FloatVector.fromMemorySegment(S, b, at, ORDER), s0);
            s1 = u.fma(FloatVector.fromMemorySegment(S, b, at + V, ORDER), s1);
            s2 = u.fma(FloatVector.fromMemorySegment(S, b, at + 2L * V, ORDER), s2);
            s3 = u.fma(FloatVector.fromMemorySegment(S, b, at + 3L * V, ORDER), s3);
        }
        s0.intoMemorySegment(y, yOffset, ORDER);
        s1.intoMemorySegment(y, yOffset + V, ORDER);
        s2.intoMemorySegment(y, yOffset + 2L * V, ORDER);
        s3.intoMemorySegment(y, yOffset + 3L * V, ORDER);
    }

    private static void one(
            MemorySegment a,
            long aOffset,
            long aStride,
            MemorySegment b,
            long bOffset,
            MemorySegment y,
            long yOffset,
            int steps,
            long bRow) {
        FloatVector sum = FloatVector.zero(S);
        for (int k = 0; k < steps; k++) {
            sum =
                    FloatVector.broadcast(S, a.get(FLOAT, aOffset + k * aStride))
                            .fma(
                                    FloatVector.fromMemorySegment(S, b, bOffset + k * bRow, ORDER),
                                    sum);
        }
        sum.intoMemorySegment(y, yOffset, ORDER);
    }
}
