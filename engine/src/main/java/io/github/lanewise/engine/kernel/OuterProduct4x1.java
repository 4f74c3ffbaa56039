package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 4 rows and 1 column, 4 accumulators in registers; see {@link OuterProduct}.
 */
final class OuterProduct4x1 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct4x1() {}

    /**
     * Computes rows {@code block} of the column groups {@code from} to {@code to} (exclusive).
     *
     * <p>One column makes a tile.
     */
    static void run(
            RowBlock block, Columns columns, int from, int to, MemorySegment x, MemorySegment y) {
        float[] a = block.values();
        float[] start = block.start();
        int a0 = block.offset() + columns.firstStep() * 4;
        int row = block.row();
        long yRow = columns.outputRow();
        long first = row * yRow;
        int[] taps = columns.taps();
        int[] input = columns.input();
        int[] output = columns.output();
        long xSpan = columns.inputSpan();
        long ySpan = 3 * yRow + V;
        for (int j = from; j < to; j++) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            FloatVector s0 = FloatVector.broadcast(S, start[row]);
            FloatVector s1 = FloatVector.broadcast(S, start[row + 1]);
            FloatVector s2 = FloatVector.broadcast(S, start[row + 2]);
            FloatVector s3 = FloatVector.broadcast(S, start[row + 3]);
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t * 4;
                FloatVector w0 = FloatVector.fromMemorySegment(S, x0, taps[t], ORDER);
                FloatVector u = FloatVector.broadcast(S, a[at]);
                s0 = u.fma(w0, s0);
                u = FloatVector.broadcast(S, a[at + 1]);
                s1 = u.fma(w0, s1);
                u = FloatVector.broadcast(S, a[at + 2]);
                s2 = u.fma(w0, s2);
                u = FloatVector.broadcast(S, a[at + 3]);
                s3 = u.fma(w0, s3);
            }
            s0.intoMemorySegment(y0, 0, ORDER);
            s1.intoMemorySegment(y0, yRow, ORDER);
            s2.intoMemorySegment(y0, 2 * yRow, ORDER);
            s3.intoMemorySegment(y0, 3 * yRow, ORDER);
        }
    }
}
