package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 12 rows and 1 column, 12 accumulators in registers; see {@link
 * OuterProduct}.
 */
final class OuterProduct12x1 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct12x1() {}

    /**
     * Computes rows {@code block} of the column groups {@code from} to {@code to} (exclusive).
     *
     * <p>One column makes a tile.
     */
    static void run(
            RowBlock block, Columns columns, int from, int to, MemorySegment x, MemorySegment y) {
        float[] a = block.values();
        float[] start = block.start();
        int a0 = block.offset() + columns.firstStep() * 12;
        int row = block.row();
        long yRow = columns.outputRow();
        long first = row * yRow;
        int[] taps = columns.taps();
        int[] input = columns.input();
        int[] output = columns.output();
        long xSpan = columns.inputSpan();
        long ySpan = 11 * yRow + V;
        for (int j = from; j < to; j++) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            FloatVector s0 = FloatVector.broadcast(S, start[row]);
            FloatVector s1 = FloatVector.broadcast(S, start[row + 1]);
            FloatVector s2 = FloatVector.broadcast(S, start[row + 2]);
            FloatVector s3 = FloatVector.broadcast(S, start[row + 3]);
            FloatVector s4 = FloatVector.broadcast(S, start[row + 4]);
            FloatVector s5 = FloatVector.broadcast(S, start[row + 5]);
            FloatVector s6 = FloatVector.broadcast(S, start[row + 6]);
            FloatVector s7 = FloatVector.broadcast(S, start[row + 7]);
            FloatVector s8 = FloatVector.broadcast(S, start[row + 8]);
            FloatVector s9 = FloatVector.broadcast(S, start[row + 9]);
            FloatVector s10 = FloatVector.broadcast(S, start[row + 10]);
            FloatVector s11 = FloatVector.broadcast(S, start[row + 11]);
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t * 12;
                FloatVector w0 = FloatVector.fromMemorySegment(S, x0, taps[t], ORDER);
                FloatVector u = FloatVector.broadcast(S, a[at]);
                s0 = u.fma(w0, s0);
                u = FloatVector.broadcast(S, a[at + 1]);
                s1 = u.fma(w0, s1);
                u = FloatVector.broadcast(S, a[at + 2]);
                s2 = u.fma(w0, s2);
                u = FloatVector.broadcast(S, a[at + 3]);
                s3 = u.fma(w0, s3);
                u = FloatVector.broadcast(S, a[at + 4]);
                s4 = u.fma(w0, s4);
                u = FloatVector.broadcast(S, a[at + 5]);
                s5 = u.fma(w0, s5);
                u = FloatVector.broadcast(S, a[at + 6]);
                s6 = u.fma(w0, s6);
                u = FloatVector.broadcast(S, a[at + 7]);
                s7 = u.fma(w0, s7);
                u = FloatVector.broadcast(S, a[at + 8]);
                s8 = u.fma(w0, s8);
                u = FloatVector.broadcast(S, a[at + 9]);
                s9 = u.fma(w0, s9);
                u = FloatVector.broadcast(S, a[at + 10]);
                s10 = u.fma(w0, s10);
                u = FloatVector.broadcast(S, a[at + 11]);
                s11 = u.fma(w0, s11);
            }
            s0.intoMemorySegment(y0, 0, ORDER);
            s1.intoMemorySegment(y0, yRow, ORDER);
            s2.intoMemorySegment(y0, 2 * yRow, ORDER);
            s3.intoMemorySegment(y0, 3 * yRow, ORDER);
            s4.intoMemorySegment(y0, 4 * yRow, ORDER);
            s5.intoMemorySegment(y0, 5 * yRow, ORDER);
            s6.intoMemorySegment(y0, 6 * yRow, ORDER);
            s7.intoMemorySegment(y0, 7 * yRow, ORDER);
            s8.intoMemorySegment(y0, 8 * yRow, ORDER);
            s9.intoMemorySegment(y0, 9 * yRow, ORDER);
            s10.intoMemorySegment(y0, 10 * yRow, ORDER);
            s11.intoMemorySegment(y0, 11 * yRow, ORDER);
        }
    }
}
