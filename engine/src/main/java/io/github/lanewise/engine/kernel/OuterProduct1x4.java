package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The outer product of 1 row and 4 columns, 4 accumulators in registers; see {@link OuterProduct}.
 */
final class OuterProduct1x4 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private OuterProduct1x4() {}

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
        int a0 = block.offset() + columns.firstStep();
        int row = block.row();
        long yRow = columns.outputRow();
        long first = row * yRow;
        int[] taps = columns.taps();
        int[] input = columns.input();
        int[] output = columns.output();
        long xSpan = columns.inputSpan();
        long ySpan = 2L * V;
        for (int j = from; j < to; j += 2) {
            MemorySegment x0 = x.asSlice(input[j], xSpan);
            MemorySegment x1 = x.asSlice(input[j + 1], xSpan);
            MemorySegment y0 = y.asSlice(first + output[j], ySpan);
            MemorySegment y1 = y.asSlice(first + output[j + 1], ySpan);
            FloatVector s00 = FloatVector.broadcast(S, start[row]);
            FloatVector s01 = s00;
            FloatVector s02 = s00;
            FloatVector s03 = s00;
            for (int t = 0; t < taps.length; t++) {
                int at = a0 + t;
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
            }
            s00.intoMemorySegment(y0, 0, ORDER);
            s01.intoMemorySegment(y0, V, ORDER);
            s02.intoMemorySegment(y1, 0, ORDER);
            s03.intoMemorySegment(y1, V, ORDER);
        }
    }
}
