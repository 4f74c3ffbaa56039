package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lane-wise dot products of 1 row and 4 taps in 4 runs, 4 accumulators in registers; see {@link
 * LaneDot}.
 */
final class LaneDot1x4 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot1x4() {}

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
        long outSpan = 4L * V;
        MemorySegment d0 = block.d().asSlice(row, dSpan);
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
            for (int j = from; j < to; j++) {
                FloatVector u0 = FloatVector.fromMemorySegment(S, d0, dPixels[j], ORDER);
                FloatVector w = FloatVector.fromMemorySegment(S, x0, xPixels[j], ORDER);
                s00 = u0.fma(w, s00);
                w = FloatVector.fromMemorySegment(S, x1, xPixels[j], ORDER);
                s01 = u0.fma(w, s01);
                w = FloatVector.fromMemorySegment(S, x2, xPixels[j], ORDER);
                s02 = u0.fma(w, s02);
                w = FloatVector.fromMemorySegment(S, x3, xPixels[j], ORDER);
                s03 = u0.fma(w, s03);
            }
            s00.intoMemorySegment(sums, 0, ORDER);
            s01.intoMemorySegment(sums, V, ORDER);
            s02.intoMemorySegment(sums, 2L * V, ORDER);
            s03.intoMemorySegment(sums, 3L * V, ORDER);
        }
    }
}
