package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lane-wise dot products of 2 rows and 6 taps in 2 runs, 12 accumulators in registers; see {@link
 * LaneDot}.
 */
final class LaneDot2x6 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot2x6() {}

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
        long outSpan = outRow + 6L * V;
        MemorySegment d0 = block.d().asSlice(row, dSpan);
        MemorySegment d1 = block.d().asSlice(row + block.dRow(), dSpan);
        for (int i = 0; i < tiles.length / 2; i++) {
            MemorySegment x0 = x.asSlice(tiles[2 * i], xSpan);
            MemorySegment x1 = x.asSlice(tiles[2 * i + 1], xSpan);
            MemorySegment sums = out.asSlice((long) i * 6 * V, outSpan);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s03 = zero;
            FloatVector s04 = zero;
            FloatVector s05 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s12 = zero;
            FloatVector s13 = zero;
            FloatVector s14 = zero;
            FloatVector s15 = zero;
            for (int j = from; j < to; j++) {
                MemorySegment g0 = x0.asSlice(xPixels[j], 3L * V);
                MemorySegment g1 = x1.asSlice(xPixels[j], 3L * V);
                FloatVector u0 = FloatVector.fromMemorySegment(S, d0, dPixels[j], ORDER);
                FloatVector u1 = FloatVector.fromMemorySegment(S, d1, dPixels[j], ORDER);
                FloatVector w = FloatVector.fromMemorySegment(S, g0, 0, ORDER);
                s00 = u0.fma(w, s00);
                s10 = u1.fma(w, s10);
                w = FloatVector.fromMemorySegment(S, g0, V, ORDER);
                s01 = u0.fma(w, s01);
                s11 = u1.fma(w, s11);
                w = FloatVector.fromMemorySegment(S, g0, 2L * V, ORDER);
                s02 = u0.fma(w, s02);
                s12 = u1.fma(w, s12);
                w = FloatVector.fromMemorySegment(S, g1, 0, ORDER);
                s03 = u0.fma(w, s03);
                s13 = u1.fma(w, s13);
                w = FloatVector.fromMemorySegment(S, g1, V, ORDER);
                s04 = u0.fma(w, s04);
                s14 = u1.fma(w, s14);
                w = FloatVector.fromMemorySegment(S, g1, 2L * V, ORDER);
                s05 = u0.fma(w, s05);
                s15 = u1.fma(w, s15);
            }
            s00.intoMemorySegment(sums, 0, ORDER);
            s01.intoMemorySegment(sums, V, ORDER);
            s02.intoMemorySegment(sums, 2L * V, ORDER);
            s03.intoMemorySegment(sums, 3L * V, ORDER);
            s04.intoMemorySegment(sums, 4L * V, ORDER);
            s05.intoMemorySegment(sums, 5L * V, ORDER);
            s10.intoMemorySegment(sums, outRow, ORDER);
            s11.intoMemorySegment(sums, outRow + V, ORDER);
            s12.intoMemorySegment(sums, outRow + 2L * V, ORDER);
            s13.intoMemorySegment(sums, outRow + 3L * V, ORDER);
            s14.intoMemorySegment(sums, outRow + 4L * V, ORDER);
            s15.intoMemorySegment(sums, outRow + 5L * V, ORDER);
        }
    }
}
