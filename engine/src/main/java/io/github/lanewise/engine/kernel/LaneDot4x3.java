package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lane-wise dot products of 4 rows and 3 taps, 12 accumulators in registers; see {@link LaneDot}.
 */
final class LaneDot4x3 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot4x3() {}

    /** Writes the sums over pixels {@code from} to {@code to} (exclusive) of every tile. */
    static void run(LaneDotBlock block, int from, int to, MemorySegment x) {
        MemorySegment d = block.rows();
        MemorySegment sums = block.sums();
        int[] pixels = block.pixels();
        int[] tiles = block.tiles();
        long xBytes = x.byteSize();
        for (int i = 0; i < tiles.length; i++) {
            MemorySegment window = x.asSlice(tiles[i], xBytes - tiles[i]);
            MemorySegment out = sums.asSlice((long) i * 12 * V, 12L * V);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s12 = zero;
            FloatVector s20 = zero;
            FloatVector s21 = zero;
            FloatVector s22 = zero;
            FloatVector s30 = zero;
            FloatVector s31 = zero;
            FloatVector s32 = zero;
            for (int j = 0; j < to - from; j++) {
                MemorySegment g = d.asSlice((long) j * 4 * V, 4L * V);
                MemorySegment w = window.asSlice(pixels[from + j], 3L * V);
                FloatVector w0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
                FloatVector w1 = FloatVector.fromMemorySegment(S, w, V, ORDER);
                FloatVector w2 = FloatVector.fromMemorySegment(S, w, 2L * V, ORDER);
                FloatVector u = FloatVector.fromMemorySegment(S, g, 0, ORDER);
                s00 = u.fma(w0, s00);
                s01 = u.fma(w1, s01);
                s02 = u.fma(w2, s02);
                u = FloatVector.fromMemorySegment(S, g, V, ORDER);
                s10 = u.fma(w0, s10);
                s11 = u.fma(w1, s11);
                s12 = u.fma(w2, s12);
                u = FloatVector.fromMemorySegment(S, g, 2L * V, ORDER);
                s20 = u.fma(w0, s20);
                s21 = u.fma(w1, s21);
                s22 = u.fma(w2, s22);
                u = FloatVector.fromMemorySegment(S, g, 3L * V, ORDER);
                s30 = u.fma(w0, s30);
                s31 = u.fma(w1, s31);
                s32 = u.fma(w2, s32);
            }
            s00.intoMemorySegment(out, 0, ORDER);
            s01.intoMemorySegment(out, V, ORDER);
            s02.intoMemorySegment(out, 2L * V, ORDER);
            s10.intoMemorySegment(out, 3L * V, ORDER);
            s11.intoMemorySegment(out, 4L * V, ORDER);
            s12.intoMemorySegment(out, 5L * V, ORDER);
            s20.intoMemorySegment(out, 6L * V, ORDER);
            s21.intoMemorySegment(out, 7L * V, ORDER);
            s22.intoMemorySegment(out, 8L * V, ORDER);
            s30.intoMemorySegment(out, 9L * V, ORDER);
            s31.intoMemorySegment(out, 10L * V, ORDER);
            s32.intoMemorySegment(out, 11L * V, ORDER);
        }
    }
}
