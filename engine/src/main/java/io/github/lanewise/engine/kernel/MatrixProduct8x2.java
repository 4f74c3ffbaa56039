package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The product of 8 rows and 2 vectors, 16 accumulators in registers; see {@link MatrixProduct}. */
final class MatrixProduct8x2 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int V = Lanes.BYTES;

    private MatrixProduct8x2() {}

    /** Writes the product of {@code steps} columns of x and rows of w. */
    static void run(MatrixTile tile, int steps) {
        long xRow = tile.xRow();
        long wRow = tile.wRow();
        long yRow = tile.yRow();
        long xSpan = 4L * steps;
        long wSpan = (steps - 1) * wRow + 2L * V;
        long ySpan = 7 * yRow + 2L * V;
        MemorySegment w = tile.w().asSlice(tile.wOffset(), wSpan);
        MemorySegment y = tile.y().asSlice(tile.yOffset(), ySpan);
        MemorySegment x0 = tile.x().asSlice(tile.xOffset(), xSpan);
        MemorySegment x1 = tile.x().asSlice(tile.xOffset() + xRow, xSpan);
        MemorySegment x2 = tile.x().asSlice(tile.xOffset() + 2 * xRow, xSpan);
        MemorySegment x3 = tile.x().asSlice(tile.xOffset() + 3 * xRow, xSpan);
        MemorySegment x4 = tile.x().asSlice(tile.xOffset() + 4 * xRow, xSpan);
        MemorySegment x5 = tile.x().asSlice(tile.xOffset() + 5 * xRow, xSpan);
        MemorySegment x6 = tile.x().asSlice(tile.xOffset() + 6 * xRow, xSpan);
        MemorySegment x7 = tile.x().asSlice(tile.xOffset() + 7 * xRow, xSpan);
        FloatVector s00 = FloatVector.zero(S);
        FloatVector s01 = FloatVector.zero(S);
        FloatVector s10 = FloatVector.zero(S);
        FloatVector s11 = FloatVector.zero(S);
        FloatVector s20 = FloatVector.zero(S);
        FloatVector s21 = FloatVector.zero(S);
        FloatVector s30 = FloatVector.zero(S);
        FloatVector s31 = FloatVector.zero(S);
        FloatVector s40 = FloatVector.zero(S);
        FloatVector s41 = FloatVector.zero(S);
        FloatVector s50 = FloatVector.zero(S);
        FloatVector s51 = FloatVector.zero(S);
        FloatVector s60 = FloatVector.zero(S);
        FloatVector s61 = FloatVector.zero(S);
        FloatVector s70 = FloatVector.zero(S);
        FloatVector s71 = FloatVector.zero(S);
        for (int t = 0; t < steps; t++) {
            long at = 4L * t;
            MemorySegment g = w.asSlice(t * wRow, 2L * V);
            FloatVector w0 = FloatVector.fromMemorySegment(S, g, 0, ORDER);
            FloatVector w1 = FloatVector.fromMemorySegment(S, g, V, ORDER);
            FloatVector u = FloatVector.broadcast(S, x0.get(FLOAT, at));
            s00 = u.fma(w0, s00);
            s01 = u.fma(w1, s01);
            u = FloatVector.broadcast(S, x1.get(FLOAT, at));
            s10 = u.fma(w0, s10);
            s11 = u.fma(w1, s11);
            u = FloatVector.broadcast(S, x2.get(FLOAT, at));
            s20 = u.fma(w0, s20);
            s21 = u.fma(w1, s21);
            u = FloatVector.broadcast(S, x3.get(FLOAT, at));
            s30 = u.fma(w0, s30);
            s31 = u.fma(w1, s31);
            u = FloatVector.broadcast(S, x4.get(FLOAT, at));
            s40 = u.fma(w0, s40);
            s41 = u.fma(w1, s41);
            u = FloatVector.broadcast(S, x5.get(FLOAT, at));
            s50 = u.fma(w0, s50);
            s51 = u.fma(w1, s51);
            u = FloatVector.broadcast(S, x6.get(FLOAT, at));
            s60 = u.fma(w0, s60);
            s61 = u.fma(w1, s61);
            u = FloatVector.broadcast(S, x7.get(FLOAT, at));
            s70 = u.fma(w0, s70);
            s71 = u.fma(w1, s71);
        }
        s00.intoMemorySegment(y, 0, ORDER);
        s01.intoMemorySegment(y, V, ORDER);
        s10.intoMemorySegment(y, yRow, ORDER);
        s11.intoMemorySegment(y, yRow + V, ORDER);
        s20.intoMemorySegment(y, 2 * yRow, ORDER);
        s21.intoMemorySegment(y, 2 * yRow + V, ORDER);
        s30.intoMemorySegment(y, 3 * yRow, ORDER);
        s31.intoMemorySegment(y, 3 * yRow + V, ORDER);
        s40.intoMemorySegment(y, 4 * yRow, ORDER);
        s41.intoMemorySegment(y, 4 * yRow + V, ORDER);
        s50.intoMemorySegment(y, 5 * yRow, ORDER);
        s51.intoMemorySegment(y, 5 * yRow + V, ORDER);
        s60.intoMemorySegment(y, 6 * yRow, ORDER);
        s61.intoMemorySegment(y, 6 * yRow + V, ORDER);
        s70.intoMemorySegment(y, 7 * yRow, ORDER);
        s71.intoMemorySegment(y, 7 * yRow + V, ORDER);
    }
}
