package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lane-wise dot products of 3 rows and 4 taps in 4 runs, 12 accumulators in registers; see {@link
 * LaneDot}.
 */
final class LaneDot3x4 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot3x4() {}

    /**
     * Writes the sums of every tile over pixels {@code from} to {@code to} (exclusive) of the rows
     * from byte {@code row} of d on.
     */
    static void run(LaneDotBlock block, long row, int from, int to, MemorySegment out) {
        MemorySegment x = block.x();
        int[] tiles = block.tiles();
        int[] dPixels = block.dPixels();
        int[] xPixels = block.xPixels();
        long dSpan = block.dSpan();
        long xSpan = block.xSpan();
        long outRow = block.outRow();
        long outSpan = 2 * outRow + 4L * V;
        MemorySegment d0 = block.d().asSlice(row, dSpan);
        MemorySegment d1 = block.d().asSlice(row + block.dRow(), dSpan);
        MemorySegment d2 = block.d().asSlice(row + 2 * block.dRow(), dSpan);
        for (int i = 0; i < tiles.length / 4; i++) {
            MemorySegment x0 = x.asSlice(tiles[4 * i], xSpan);
            MemorySegment x1 = x.asSlice(tiles[4 * i + 1], xSpan);
            MemorySegment x2 = x.asSlice(tiles[4 * i + 2], xSpan);
            MemorySegment x3 = x.asSlice(tiles[4 * i + 3], xSpan);
            MemorySegment sums = out.asSlice((long) i * 4 * V, outSpan);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s03 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s12 = zero;
            FloatVector s13 = zero;
            FloatVector s20 = zero;
            FloatVector s21 = zero;
            FloatVector s22 = zero;
            FloatVector s23 = zero;
            for (int j = from; j < to; j++) {
                FloatVector u0 = FloatVector.fromMemorySegment(S, d0, dPixels[j], ORDER);
                FloatVector u1 = FloatVector.fromMemorySegment(S, d1, dPixels[j], ORDER);
                FloatVector u2 = FloatVector.fromMemorySegment(S, d2, dPixels[j], ORDER);
                FloatVector w = FloatVector.fromMemorySegment(S, x0, xPixels[j], ORDER);
                s00 = u0.fma(w, s00);
                s10 = u1.fma(w, s10);
                s20 = u2.fma(w, s20);
                w = FloatVector.fromMemorySegment(S, x1, xPixels[j], ORDER);
                s01 = u0.fma(w, s01);
                s11 = u1.fma(w, s11);
                s21 = u2.fma(w, s21);
                w = FloatVector.fromMemorySegment(S, x2, xPixels[j], ORDER);
                s02 = u0.fma(w, s02);
                s12 = u1.fma(w, s12);
                s22 = u2.fma(w, s22);
                w = FloatVector.fromMemorySegment(S, x3, xPixels[j], ORDER);
                s03 = u0.fma(w, s03);
                s13 = u1.fma(w, s13);
                s23 = u2.fma(w, s23);
            }
            s00.intoMemorySegment(sums, 0, ORDER);
            s01.intoMemorySegment(sums, V, ORDER);
            s02.intoMemorySegment(sums, 2L * V, ORDER);
            s03.intoMemorySegment(sums, 3L * V, ORDER);
            s10.intoMemorySegment(sums, outRow, ORDER);
            s11.intoMemorySegment(sums, outRow + V, ORDER);
            s12.intoMemorySegment(sums, outRow + 2L * V, ORDER);
            s13.intoMemorySegment(sums, outRow + 3L * V, ORDER);
            s20.intoMemorySegment(sums, 2 * outRow, ORDER);
            s21.intoMemorySegment(sums, 2 * outRow + V, ORDER);
            s22.intoMemorySegment(sums, 2 * outRow + 2L * V, ORDER);
            s23.intoMemorySegment(sums, 2 * outRow + 3L * V, ORDER);
        }
    }
}
