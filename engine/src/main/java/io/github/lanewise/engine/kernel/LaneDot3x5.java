package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Lane-wise dot products of 3 rows and 5 taps, 15 accumulators in registers; see {@link LaneDot}.
 */
final class LaneDot3x5 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private LaneDot3x5() {}

    /** Writes the sums over pixels {@code from} to {@code to} (exclusive) of every tile. */
    static void run(LaneDotBlock block, int from, int to, MemorySegment x) {
        MemorySegment d = block.rows();
        MemorySegment sums = block.sums();
        int[] pixels = block.pixels();
        int[] tiles = block.tiles();
        long xBytes = x.byteSize();
        for (int i = 0; i < tiles.length; i++) {
            MemorySegment window = x.asSlice(tiles[i], xBytes - tiles[i]);
            MemorySegment out = sums.asSlice((long) i * 15 * V, 15L * V);
            FloatVector zero = FloatVector.zero(S);
            FloatVector s00 = zero;
            FloatVector s01 = zero;
            FloatVector s02 = zero;
            FloatVector s03 = zero;
            FloatVector s04 = zero;
            FloatVector s10 = zero;
            FloatVector s11 = zero;
            FloatVector s12 = zero;
            FloatVector s13 = zero;
            FloatVector s14 = zero;
            FloatVector s20 = zero;
            FloatVector s21 = zero;
            FloatVector s22 = zero;
            FloatVector s23 = zero;
            FloatVector s24 = zero;
            for (int j = 0; j < to - from; j++) {
                MemorySegment g = d.asSlice((long) j * 3 * V, 3L * V);
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
                u = FloatVector.fromMemorySegment(S, g, V, ORDER);
                s10 = u.fma(w0, s10);
                s11 = u.fma(w1, s11);
                s12 = u.fma(w2, s12);
                s13 = u.fma(w3, s13);
                s14 = u.fma(w4, s14);
                u = FloatVector.fromMemorySegment(S, g, 2L * V, ORDER);
                s20 = u.fma(w0, s20);
                s21 = u.fma(w1, s21);
                s22 = u.fma(w2, s22);
                s23 = u.fma(w3, s23);
                s24 = u.fma(w4, s24);
            }
            s00.intoMemorySegment(out, 0, ORDER);
            s01.intoMemorySegment(out, V, ORDER);
            s02.intoMemorySegment(out, 2L * V, ORDER);
            s03.intoMemorySegment(out, 3L * V, ORDER);
            s04.intoMemorySegment(out, 4L * V, ORDER);
            s10.intoMemorySegment(out, 5L * V, ORDER);
            s11.intoMemorySegment(out, 6L * V, ORDER);
            s12.intoMemorySegment(out, 7L * V, ORDER);
            s13.intoMemorySegment(out, 8L * V, ORDER);
            s14.intoMemorySegment(out, 9L * V, ORDER);
            s20.intoMemorySegment(out, 10L * V, ORDER);
            s21.intoMemorySegment(out, 11L * V, ORDER);
            s22.intoMemorySegment(out, 12L * V, ORDER);
            s23.intoMemorySegment(out, 13L * V, ORDER);
            s24.intoMemorySegment(out, 14L * V, ORDER);
        }
    }
}
