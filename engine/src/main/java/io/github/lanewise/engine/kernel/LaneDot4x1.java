package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Lane-wise dot products of 4 rows and 1 tap, 4 accumulators in registers; see {@link LaneDot}. */
final class LaneDot4x1 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot4x1() {}

    /** Writes the sums over pixels {@code from} to {@code to} (exclusive) of every tile. */
    static void run(LaneDotBlock block, int from, int to, MemorySegment x) {
        MemorySegment d = block.rows();
        MemorySegment sums = block.sums();
        int[] pixels = block.pixels();
        int[] tiles = block.tiles();
        long xBytes = x.byteSize();
        for (int i = 0; i < tiles.length; i++) {
            MemorySegment window = x.asSlice(tiles[i], xBytes - tiles[i]);
            MemorySegment out = sums.asSlice((long) i * 4 * V, 4L * V);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s10 = zero;
            FloatVector s20 = zero;
            FloatVector s30 = zero;
            for (int j = 0; j < to - from; j++) {
                MemorySegment g = d.asSlice((long) j * 4 * V, 4L * V);
                MemorySegment w = window.asSlice(pixels[from + j], V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
                FloatVector u = FloatVector.fromMemorySegment(S, g, 0, ORDER);
                s00 = u.fma(w0, s00);
                u = FloatVector.fromMemorySegment(S, g, V, ORDER);
                s10 = u.fma(w0, s10);
                u = FloatVector.fromMemorySegment(S, g, 2L * V, ORDER);
                s20 = u.fma(w0, s20);
                u = FloatVector.fromMemorySegment(S, g, 3L * V, ORDER);
                s30 = u.fma(w0, s30);
            }
            s00.intoMemorySegment(out, 0, ORDER);
            s10.intoMemorySegment(out, V, ORDER);
            s20.intoMemorySegment(out, 2L * V, ORDER);
            s30.intoMemorySegment(out, 3L * V, ORDER);
        }
    }
}
