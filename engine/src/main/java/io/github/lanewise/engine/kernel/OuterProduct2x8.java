package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 2 rows and 8 columns, 16 accumulators in registers; see {@link
 * OuterProduct}.
 */
final class OuterProduct2x8 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct2x8() {}

    /**
     * Computes rows {@code block} of the column groups {@code from} to {@code to} (exclusive).
     *
     * <p>Four groups of two neighbouring columns make a tile. Their slices have one length, so that
     * C2 checks the bounds of a step once for all of them.
     */
    static void run(
            RowBlock block, Columns columns, int from, int to, MemorySegment x, MemorySegment y) {
        float[] a = block.values();
        float[] start = block.start();
        int a0 = block.offset() + columns.firstStep() * 2;
        int row = block.row();
        long yRow = columns.outputRow();
        long first = row * yRow;
        int[] taps = columns.taps();
        int[] input = columns.input();
        int[] output = columns.output();
        long xSpan = columns.inputSpan();
        long ySpan = yRow + 2L * V;
        for (int j = from; j < to; j += 4) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment x1 = x.asSlice(input[j + 1], xSpan);
            MemorySegment x2 = x.asSlice(input[j + 2], xSpan);
            MemorySegment x3 = x.asSlice(input[j + 3], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            MemorySegment y1 = y.asSlice(first + output[j + 1], ySpan);
            MemorySegment y2 = y.asSlice(first + output[j + 2], ySpan);
            MemorySegment y3 = y.asSlice(first + output[j + 3], ySpan);
            FloatVector s00 = FloatVector.broadcast(S, start[row]);
            FloatVector s01 = s00;
            FloatVector s02 = s00;
            FloatVector s03 = s00;
            FloatVector s04 = s00;
            FloatVector s05 = s00;
            FloatVector s06 = s00;
            FloatVector s07 = s00;
            FloatVector s10 = FloatVector.broadcast(S, start[row + 1]);
            FloatVector s11 = s10;
            FloatVector s12 = s10;
            FloatVector s13 = s10;
            FloatVector s14 = s10;
            FloatVector s15 = s10;
            FloatVector s16 = s10;
            FloatVector s17 = s10;
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t * 2;
                MemorySegment g0 = x0.asSlice(taps[t], 2L * V);
                MemorySegment g1 = x1.asSlice(taps[t], 2L * V);
                MemorySegment g2 = x2.asSlice(taps[t], 2L * V);
                MemorySegment g3 = x3.asSlice(taps[t], 2L * V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, g0, 0, ORDER);
                FloatVector w1 = FloatVector.fromMemorySegment(S, g0, V, ORDER);
                FloatVector w2 = FloatVector.fromMemorySegment(S, g1, 0, ORDER);
                FloatVector w3 = FloatVector.fromMemorySegment(S, g1, V, ORDER);
                FloatVector w4 = FloatVector.fromMemorySegment(S, g2, 0, ORDER);
                FloatVector w5 = FloatVector.fromMemorySegment(S, g2, V, ORDER);
                FloatVector w6 = FloatVector.fromMemorySegment(S, g3, 0, ORDER);
                FloatVector w7 = FloatVector.fromMemorySegment(S, g3, V, ORDER);
                FloatVector u = FloatVector.broadcast(S, a[at]);
                s00 = u.fma(w0, s00);
                s01 = u.fma(w1, s01);
                s02 = u.fma(w2, s02);
                s03 = u.fma(w3, s03);
                s04 = u.fma(w4, s04);
                s05 = u.fma(w5, s05);
                s06 = u.fma(w6, s06);
                s07 = u.fma(w7, s07);
                u = FloatVector.broadcast(S, a[at + 1]);
                s10 = u.fma(w0, s10);
                s11 = u.fma(w1, s11);
                s12 = u.fma(w2, s12);
                s13 = u.fma(w3, s13);
                s14 = u.fma(w4, s14);
                s15 = u.fma(w5, s15);
                s16 = u.fma(w6, s16);
                s17 = u.fma(w7, s17);
            }
            s00.intoMemorySegment(y0, 0, ORDER);
            s01.intoMemorySegment(y0, V, ORDER);
            s02.intoMemorySegment(y1, 0, ORDER);
            s03.intoMemorySegment(y1, V, ORDER);
            s04.intoMemorySegment(y2, 0, ORDER);
            s05.intoMemorySegment(y2, V, ORDER);
            s06.intoMemorySegment(y3, 0, ORDER);
            s07.intoMemorySegment(y3, V, ORDER);
            s10.intoMemorySegment(y0, yRow, ORDER);
            s11.intoMemorySegment(y0, yRow + V, ORDER);
            s12.intoMemorySegment(y1, yRow, ORDER);
            s13.intoMemorySegment(y1, yRow + V, ORDER);
            s14.intoMemorySegment(y2, yRow, ORDER);
            s15.intoMemorySegment(y2, yRow + V, ORDER);
            s16.intoMemorySegment(y3, yRow, ORDER);
            s17.intoMemorySegment(y3, yRow + V, ORDER);
        }
    }
}
