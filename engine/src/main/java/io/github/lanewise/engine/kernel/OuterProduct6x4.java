package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 6 rows and 4 columns, 24 accumulators in registers; see {@link
 * OuterProduct}.
 */
final class OuterProduct6x4 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct6x4() {}

    /**
     * Computes rows {@code block} of the column groups {@code from} to {@code to} (exclusive).
     *
     * <p>Two groups of two neighbouring columns make a tile. Their slices have one length, so that
     * C2 checks the bounds of a step once for all of them.
     */
    static void run(
            RowBlock block, Columns columns, int from, int to, MemorySegment x, MemorySegment y) {
        float[] a = block.values();
        float[] start = block.start();
        int a0 = block.offset() + columns.firstStep() * 6;
        int row = block.row();
        long yRow = columns.outputRow();
        long first = row * yRow;
        int[] taps = columns.taps();
        int[] input = columns.input();
        int[] output = columns.output();
        long xSpan = columns.inputSpan();
        long ySpan = 5 * yRow + 2L * V;
        for (int j = from; j < to; j += 2) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment x1 = x.asSlice(input[j + 1], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            MemorySegment y1 = y.asSlice(first + output[j + 1], ySpan);
            FloatVector s00 = FloatVector.broadcast(S, start[row]);
            FloatVector s01 = s00;
            FloatVector s02 = s00;
            FloatVector s03 = s00;
            FloatVector s10 = FloatVector.broadcast(S, start[row + 1]);
            FloatVector s11 = s10;
            FloatVector s12 = s10;
            FloatVector s13 = s10;
            FloatVector s20 = FloatVector.broadcast(S, start[row + 2]);
            FloatVector s21 = s20;
            FloatVector s22 = s20;
            FloatVector s23 = s20;
            FloatVector s30 = FloatVector.broadcast(S, start[row + 3]);
            FloatVector s31 = s30;
            FloatVector s32 = s30;
            FloatVector s33 = s30;
            FloatVector s40 = FloatVector.broadcast(S, start[row + 4]);
            FloatVector s41 = s40;
            FloatVector s42 = s40;
            FloatVector s43 = s40;
            FloatVector s50 = FloatVector.broadcast(S, start[row + 5]);
            FloatVector s51 = s50;
            FloatVector s52 = s50;
            FloatVector s53 = s50;
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t * 6;
                MemorySegment g0 = x0.asSlice(taps[t], 2L * V);
                MemorySegment g1 = x1.asSlice(taps[t], 2L * V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, g0, 0, ORDER);
                FloatVector w1 = FloatVector.fromMemorySegment(S, g0, V, ORDER);
                FloatVector w2 = FloatVector.fromMemorySegment(S, g1, 0, ORDER);
                FloatVector w3 = FloatVector.fromMemorySegment(S, g1, V, ORDER);
                FloatVector u = FloatVector.broadcast(S, a[at]);
                s00 = u.fma(w0, s00);
                s01 = u.fma(w1, s01);
                s02 = u.fma(w2, s02);
                s03 = u.fma(w3, s03);
                u = FloatVector.broadcast(S, a[at + 1]);
                s10 = u.fma(w0, s10);
                s11 = u.fma(w1, s11);
                s12 = u.fma(w2, s12);
                s13 = u.fma(w3, s13);
                u = FloatVector.broadcast(S, a[at + 2]);
                s20 = u.fma(w0, s20);
                s21 = u.fma(w1, s21);
                s22 = u.fma(w2, s22);
                s23 = u.fma(w3, s23);
                u = FloatVector.broadcast(S, a[at + 3]);
                s30 = u.fma(w0, s30);
                s31 = u.fma(w1, s31);
                s32 = u.fma(w2, s32);
                s33 = u.fma(w3, s33);
                u = FloatVector.broadcast(S, a[at + 4]);
                s40 = u.fma(w0, s40);
                s41 = u.fma(w1, s41);
                s42 = u.fma(w2, s42);
                s43 = u.fma(w3, s43);
                u = FloatVector.broadcast(S, a[at + 5]);
                s50 = u.fma(w0, s50);
                s51 = u.fma(w1, s51);
                s52 = u.fma(w2, s52);
                s53 = u.fma(w3, s53);
            }
            s00.intoMemorySegment(y0, 0, ORDER);
            s01.intoMemorySegment(y0, V, ORDER);
            s02.intoMemorySegment(y1, 0, ORDER);
            s03.intoMemorySegment(y1, V, ORDER);
            s10.intoMemorySegment(y0, yRow, ORDER);
            s11.intoMemorySegment(y0, yRow + V, ORDER);
            s12.intoMemorySegment(y1, yRow, ORDER);
            s13.intoMemorySegment(y1, yRow + V, ORDER);
            s20.intoMemorySegment(y0, 2 * yRow, ORDER);
            s21.intoMemorySegment(y0, 2 * yRow + V, ORDER);
            s22.intoMemorySegment(y1, 2 * yRow, ORDER);
            s23.intoMemorySegment(y1, 2 * yRow + V, ORDER);
            s30.intoMemorySegment(y0, 3 * yRow, ORDER);
            s31.intoMemorySegment(y0, 3 * yRow + V, ORDER);
            s32.intoMemorySegment(y1, 3 * yRow, ORDER);
            s33.intoMemorySegment(y1, 3 * yRow + V, ORDER);
            s40.intoMemorySegment(y0, 4 * yRow, ORDER);
            s41.intoMemorySegment(y0, 4 * yRow + V, ORDER);
            s42.intoMemorySegment(y1, 4 * yRow, ORDER);
            s43.intoMemorySegment(y1, 4 * yRow + V, ORDER);
            s50.intoMemorySegment(y0, 5 * yRow, ORDER);
            s51.intoMemorySegment(y0, 5 * yRow + V, ORDER);
            s52.intoMemorySegment(y1, 5 * yRow, ORDER);
            s53.intoMemorySegment(y1, 5 * yRow + V, ORDER);
        }
    }
}
