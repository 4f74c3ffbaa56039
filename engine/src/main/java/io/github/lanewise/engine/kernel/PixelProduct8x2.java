package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of 8 pixels and 2 vectors, 16 accumulators in registers; see {@link PixelProduct}.
 */
final class PixelProduct8x2 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int V = Lanes.BYTES;

    private PixelProduct8x2() {}

    /** Computes the pixels {@code from} to {@code from + 8}. */
    static void run(PixelTile tile, int from) {
        int[] taps = tile.taps();
        int[] input = tile.input();
        int[] output = tile.output();
        MemorySegment x = tile.x();
        long xSpan = tile.inputSpan();
        MemorySegment w = tile.w();
        MemorySegment y = tile.y();
        long yColumn = tile.outputColumn();
        float[] start = tile.start();
        MemorySegment x0 = x.asSlice(input[from], xSpan);
        MemorySegment x1 = x.asSlice(input[from + 1], xSpan);
        MemorySegment x2 = x.asSlice(input[from + 2], xSpan);
        MemorySegment x3 = x.asSlice(input[from + 3], xSpan);
        MemorySegment x4 = x.asSlice(input[from + 4], xSpan);
        MemorySegment x5 = x.asSlice(input[from + 5], xSpan);
        MemorySegment x6 = x.asSlice(input[from + 6], xSpan);
        MemorySegment x7 = x.asSlice(input[from + 7], xSpan);
        FloatVector s00 = FloatVector.fromArray(S, start, 0);
        FloatVector s01 = FloatVector.fromArray(S, start, Lanes.COUNT);
        FloatVector s10 = s00;
        FloatVector s11 = s01;
        FloatVector s20 = s00;
        FloatVector s21 = s01;
        FloatVector s30 = s00;
        FloatVector s31 = s01;
        FloatVector s40 = s00;
        FloatVector s41 = s01;
        FloatVector s50 = s00;
        FloatVector s51 = s01;
        FloatVector s60 = s00;
        FloatVector s61 = s01;
        FloatVector s70 = s00;
        FloatVector s71 = s01;
        for (int t = 0; t < taps.length; t++) {
            long tap = taps[t];
            long at = (long) t * 2 * V;
            FloatVector w0 = FloatVector.fromMemorySegment(S, w, at, ORDER);
            FloatVector w1 = FloatVector.fromMemorySegment(S, w, at + V, ORDER);
            FloatVector u = FloatVector.broadcast(S, x0.get(FLOAT, tap));
            s00 = u.fma(w0, s00);
            s01 = u.fma(w1, s01);
            u = FloatVector.broadcast(S, x1.get(FLOAT, tap));
            s10 = u.fma(w0, s10);
            s11 = u.fma(w1, s11);
            u = FloatVector.broadcast(S, x2.get(FLOAT, tap));
            s20 = u.fma(w0, s20);
            s21 = u.fma(w1, s21);
            u = FloatVector.broadcast(S, x3.get(FLOAT, tap));
            s30 = u.fma(w0, s30);
            s31 = u.fma(w1, s31);
            u = FloatVector.broadcast(S, x4.get(FLOAT, tap));
            s40 = u.fma(w0, s40);
            s41 = u.fma(w1, s41);
            u = FloatVector.broadcast(S, x5.get(FLOAT, tap));
            s50 = u.fma(w0, s50);
            s51 = u.fma(w1, s51);
            u = FloatVector.broadcast(S, x6.get(FLOAT, tap));
            s60 = u.fma(w0, s60);
            s61 = u.fma(w1, s61);
            u = FloatVector.broadcast(S, x7.get(FLOAT, tap));
            s70 = u.fma(w0, s70);
            s71 = u.fma(w1, s71);
        }
        s00.intoMemorySegment(y, output[from], ORDER);
        s01.intoMemorySegment(y, output[from] + yColumn, ORDER);
        s10.intoMemorySegment(y, output[from + 1], ORDER);
        s11.intoMemorySegment(y, output[from + 1] + yColumn, ORDER);
        s20.intoMemorySegment(y, output[from + 2], ORDER);
        s21.intoMemorySegment(y, output[from + 2] + yColumn, ORDER);
        s30.intoMemorySegment(y, output[from + 3], ORDER);
        s31.intoMemorySegment(y, output[from + 3] + yColumn, ORDER);
        s40.intoMemorySegment(y, output[from + 4], ORDER);
        s41.intoMemorySegment(y, output[from + 4] + yColumn, ORDER);
        s50.intoMemorySegment(y, output[from + 5], ORDER);
        s51.intoMemorySegment(y, output[from + 5] + yColumn, ORDER);
        s60.intoMemorySegment(y, output[from + 6], ORDER);
        s61.intoMemorySegment(y, output[from + 6] + yColumn, ORDER);
        s70.intoMemorySegment(y, output[from + 7], ORDER);
        s71.intoMemorySegment(y, output[from + 7] + yColumn, ORDER);
    }
}
