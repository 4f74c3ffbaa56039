package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 6 rows and 2 columns, 12 accumulators in registers; see {@link
 * OuterProduct}.
 */
final class OuterProduct6x2 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct6x2() {}

    /**
     * Computes rows {@code block} of the column groups {@code from} to {@code to} (exclusive).
     *
     * <p>A group of two neighbouring columns makes a tile, and a step one slice, so that C2 checks
     * its bounds once.
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
        for (int j = from; j < to; j++) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            FloatVector s00 = FloatVector.broadcast(S, start[row]);
            FloatVector s01 = s00;
            FloatVector s10 = FloatVector.broadcast(S, start[row + 1]);
            FloatVector s11 = s10;
            FloatVector s20 = FloatVector.broadcast(S, start[row + 2]);
            FloatVector s21 = s20;
            FloatVector s30 = FloatVector.broadcast(S, start[row + 3]);
            FloatVector s31 = s30;
            FloatVector s40 = FloatVector.broadcast(S, start[row + 4]);
            FloatVector s41 = s40;
            FloatVector s50 = FloatVector.broadcast(S, start[row + 5]);
            FloatVector s51 = s50;
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t * 6;
                MemorySegment g0 = x0.asSlice(taps[t], 2L * V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, g0, 0, ORDER);
                FloatVector w1 = FloatVector.fromMemorySegment(S, g0, V, ORDER);
                FloatVector u = FloatVector.broadcast(S, a[at]);
                s00 = u.fma(w0, s00);
                s01 = u.fma(w1, s01);
                u = FloatVector.broadcast(S, a[at + 1]);
                s10 = u.fma(w0, s10);
                s11 = u.fma(w1, s11);
                u = FloatVector.broadcast(S, a[at + 2]);
                s20 = u.fma(w0, s20);
                s21 = u.fma(w1, s21);
                u = FloatVector.broadcast(S, a[at + 3]);
                s30 = u.fma(w0, s30);
                s31 = u.fma(w1, s31);
                u = FloatVector.broadcast(S, a[at + 4]);
                s40 = u.fma(w0, s40);
                s41 = u.fma(w1, s41);
                u = FloatVector.broadcast(S, a[at + 5]);
                s50 = u.fma(w0, s50);
                s51 = u.fma(w1, s51);
            }
            s00.intoMemorySegment(y0, 0, ORDER);
            s01.intoMemorySegment(y0, V, ORDER);
            s10.intoMemorySegment(y0, yRow, ORDER);
            s11.intoMemorySegment(y0, yRow + V, ORDER);
            s20.intoMemorySegment(y0, 2 * yRow, ORDER);
            s21.intoMemorySegment(y0, 2 * yRow + V, ORDER);
            s30.intoMemorySegment(y0, 3 * yRow, ORDER);
            s31.intoMemorySegment(y0, 3 * yRow + V, ORDER);
            s40.intoMemorySegment(y0, 4 * yRow, ORDER);
            s41.intoMemorySegment(y0, 4 * yRow + V, ORDER);
            s50.intoMemorySegment(y0, 5 * yRow, ORDER);
            s51.intoMemorySegment(y0, 5 * yRow + V, ORDER);
        }
    }
}
