package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of 4 pixels and 4 vectors, 16 accumulators in registers; see {@link PixelProduct}.
 */
final class PixelProduct4x4 {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;
    private static final int V = Lanes.BYTES;

    private PixelProduct4x4() {}

    /** Computes the pixels {@code from} to {@code from + 4}. */
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
        FloatVector s00 = FloatVector.fromArray(S, start, 0);
        FloatVector s01 = FloatVector.fromArray(S, start, Lanes.COUNT);
        FloatVector s02 = FloatVector.fromArray(S, start, 2 * Lanes.COUNT);
        FloatVector s03 = FloatVector.fromArray(S, start, 3 * Lanes.COUNT);
        FloatVector s10 = s00;
        FloatVector s11 = s01;
        FloatVector s12 = s02;
        FloatVector s13 = s03;
        FloatVector s20 = s00;
        FloatVector s21 = s01;
        FloatVector s22 = s02;
        FloatVector s23 = s03;
        FloatVector s30 = s00;
        FloatVector s31 = s01;
        FloatVector s32 = s02;
        FloatVector s33 = s03;
        for (int t = 0; t < taps.length; t++) {
            long tap = taps[t];
            long at = (long) t * 4 * V;
            FloatVector w0 = FloatVector.fromMemorySegment(S, w, at, ORDER);
            FloatVector w1 = FloatVector.fromMemorySegment(S, w, at + V, ORDER);
            FloatVector w2 = FloatVector.fromMemorySegment(S, w, at + 2L * V, ORDER);
            FloatVector w3 = FloatVector.fromMemorySegment(S, w, at + 3L * V, ORDER);
            FloatVector u = FloatVector.broadcast(S, x0.get(FLOAT, tap));
            s00 = u.fma(w0, s00);
            s01 = u.fma(w1, s01);
            s02 = u.fma(w2, s02);
            s03 = u.fma(w3, s03);
            u = FloatVector.broadcast(S, x1.get(FLOAT, tap));
            s10 = u.fma(w0, s10);
            s11 = u.fma(w1, s11);
            s12 = u.fma(w2, s12);
            s13 = u.fma(w3, s13);
            u = FloatVector.broadcast(S, x2.get(FLOAT, tap));
            s20 = u.fma(w0, s20);
            s21 = u.fma(w1, s21);
            s22 = u.fma(w2, s22);
            s23 = u.fma(w3, s23);
            u = FloatVector.broadcast(S, x3.get(FLOAT, tap));
            s30 = u.fma(w0, s30);
            s31 = u.fma(w1, s31);
            s32 = u.fma(w2, s32);
            s33 = u.fma(w3, s33);
        }
        s00.intoMemorySegment(y, output[from], ORDER);
        s01.intoMemorySegment(y, output[from] + yColumn, ORDER);
        s02.intoMemorySegment(y, output[from] + 2 * yColumn, ORDER);
        s03.intoMemorySegment(y, output[from] + 3 * yColumn, ORDER);
        s10.intoMemorySegment(y, output[from + 1], ORDER);
        s11.intoMemorySegment(y, output[from + 1] + yColumn, ORDER);
        s12.intoMemorySegment(y, output[from + 1] + 2 * yColumn, ORDER);
        s13.intoMemorySegment(y, output[from + 1] + 3 * yColumn, ORDER);
        s20.intoMemorySegment(y, output[from + 2], ORDER);
        s21.intoMemorySegment(y, output[from + 2] + yColumn, ORDER);
        s22.intoMemorySegment(y, output[from + 2] + 2 * yColumn, ORDER);
        s23.intoMemorySegment(y, output[from + 2] + 3 * yColumn, ORDER);
        s30.intoMemorySegment(y, output[from + 3], ORDER);
        s31.intoMemorySegment(y, output[from + 3] + yColumn, ORDER);
        s32.intoMemorySegment(y, output[from + 3] + 2 * yColumn, ORDER);
        s33.intoMemorySegment(y, output[from + 3] + 3 * yColumn, ORDER);
    }
}
