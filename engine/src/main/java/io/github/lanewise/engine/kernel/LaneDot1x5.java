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

    /** Writes the sums over pixels {@code from} to {@code to} (exclusive) of every tile. */
    static void run(LaneDotBlock block, int from, int to, MemorySegment x) {
        MemorySegment d = block.rows();
        MemorySegment sums = block.sums();
        int[] pixels = block.pixels();
        int[] tiles = block.tiles();
        long xBytes = x.byteSize();
        for (int i = 0; i < tiles.length; i++) {
            MemorySegment window = x.asSlice(tiles[i], xBytes - tiles[i]);
            MemorySegment out = sums.asSlice((long) i * 5 * V, 5L * V);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s03 = zero;
            FloatVector s04 = zero;
            for (int j = 0; j < to - from; j++) {
                MemorySegment g = d.asSlice((long) j * V, V);
                MemorySegment w = window.asSlice(pixels[from + j], 5L * V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
                FloatVector w1 = FloatVector.fromMemorySegment(S, w, V, ORDER);
                FloatVector w2 = FloatVector.fromMemorySegment(S, w, 2L * V, ORDER);
                FloatVector w3 = FloatVector.fromMemorySegment(S, w, 3L * V, ORDER);
                FloatVector w4 = FloatVector.fromMemorySegment(S, w, 4L * V, ORDER);
                FloatVector u = FloatVector.fromMemorySegment(S, g, 0, ORDER);
                s00 = u.fma(w0, s00);
                s01 = u.fma(w1, s01);
                s02 = u.fma(w2, s02);
                s03 = u.fma(w3, s03);
                s04 = u.fma(w4, s04);
            }
            s00.intoMemorySegment(out, 0, ORDER);
            s01.intoMemorySegment(out, V, ORDER);
            s02.intoMemorySegment(out, 2L * V, ORDER);
            s03.intoMemorySegment(out, 3L * V, ORDER);
            s04.intoMemorySegment(out, 4L * V, ORDER);
        }
    }
}
