package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Lane-wise dot products of 1 row and 5 taps, 5 accumulators in registers; see {@link LaneDot}. */
final class LaneDot1x5 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot1x5() {}

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
        long outSpan = 5L * V;
        MemorySegment d0 = block.d().asSlice(row, dSpan);
        for (int i = 0; i < tiles.length; i++) {
            MemorySegment x0 = x.asSlice(tiles[i], xSpan);
            MemorySegment sums = out.asSlice((long) i * 5 * V, outSpan);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s03 = zero;
            FloatVector s04 = zero;
            for (int j = from; j < to; j++) {
                MemorySegment g0 = x0.asSlice(xPixels[j], 5L * V);
                FloatVector u0 = FloatVector.fromMemorySegment(S, d0, dPixels[j], ORDER);
                FloatVector w = FloatVector.fromMemorySegment(S, g0, 0, ORDER);
                s00 = u0.fma(w, s00);
                w = FloatVector.fromMemorySegment(S, g0, V, ORDER);
                s01 = u0.fma(w, s01);
                w = FloatVector.fromMemorySegment(S, g0, 2L * V, ORDER);
                s02 = u0.fma(w, s02);
                w = FloatVector.fromMemorySegment(S, g0, 3L * V, ORDER);
                s03 = u0.fma(w, s03);
                w = FloatVector.fromMemorySegment(S, g0, 4L * V, ORDER);
                s04 = u0.fma(w, s04);
            }
            s00.intoMemorySegment(sums, 0, ORDER);
            s01.intoMemorySegment(sums, V, ORDER);
            s02.intoMemorySegment(sums, 2L * V, ORDER);
            s03.intoMemorySegment(sums, 3L * V, ORDER);
            s04.intoMemorySegment(sums, 4L * V, ORDER);
        }
    }
}
