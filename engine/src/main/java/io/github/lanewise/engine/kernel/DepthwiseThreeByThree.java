package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A row of a {@link DepthwiseProduct} with filters of 3×3 neighbours, whose weights all stay in
 * registers. Sums have the same order and so the same bits.
 */
final class DepthwiseThreeByThree {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private DepthwiseThreeByThree() {}

    /** Returns whether a product is one of these, and the weights find room. */
    static boolean fits(int[] taps) {
        boolean neighbours = Lanes.REGISTERS == 32 && taps.length == 9;
        for (int t = 0; neighbours && t < taps.length; t += 3) {
            neighbours = taps[t + 1] == taps[t] + V && taps[t + 2] == taps[t] + 2 * V;
        }
        return neighbours;
    }

    /**
     * Computes a row.
     *
     * @param taps offset of each tap from the first vector of a pixel
     * @param step from the input of a pixel to that of the next
     * @param count pixels of the row
     */
    static void row(
            int[] taps,
            long step,
            int count,
            MemorySegment x,
            long from,
            MemorySegment w,
            MemorySegment y,
            long to,
            float least,
            float most) {
        long span = (count - 1) * step + 3L * V;
        MemorySegment x0 = x.asSlice(from + taps[0], span);
        MemorySegment x1 = x.asSlice(from + taps[3], span);
        MemorySegment x2 = x.asSlice(from + taps[6], span);
        MemorySegment results = y.asSlice(to, (long) count * V);
        FloatVector start = FloatVector.fromMemorySegment(S, w, 0, ORDER);
        FloatVector w0 = FloatVector.fromMemorySegment(S, w, V, ORDER);
        FloatVector w1 = FloatVector.fromMemorySegment(S, w, 2L * V, ORDER);
        FloatVector w2 = FloatVector.fromMemorySegment(S, w, 3L * V, ORDER);
        FloatVector w3 = FloatVector.fromMemorySegment(S, w, 4L * V, ORDER);
        FloatVector w4 = FloatVector.fromMemorySegment(S, w, 5L * V, ORDER);
        FloatVector w5 = FloatVector.fromMemorySegment(S, w, 6L * V, ORDER);
        FloatVector w6 = FloatVector.fromMemorySegment(S, w, 7L * V, ORDER);
        FloatVector w7 = FloatVector.fromMemorySegment(S, w, 8L * V, ORDER);
        FloatVector w8 = FloatVector.fromMemorySegment(S, w, 9L * V, ORDER);
        FloatVector lower = FloatVector.broadcast(S, least);
        FloatVector upper = FloatVector.broadcast(S, most);
        for (int i = 0; i < count; i++) {
            long at = i * step;
            FloatVector s = FloatVector.fromMemorySegment(S, x0, at, ORDER).fma(w0, start);
            s = FloatVector.fromMemorySegment(S, x0, at + V, ORDER).fma(w1, s);
            s = FloatVector.fromMemorySegment(S, x0, at + 2L * V, ORDER).fma(w2, s);
            s = FloatVector.fromMemorySegment(S, x1, at, ORDER).fma(w3, s);
            s = FloatVector.fromMemorySegment(S, x1, at + V, ORDER).fma(w4, s);
            s = FloatVector.fromMemorySegment(S, x1, at + 2L * V, ORDER).fma(w5, s);
            s = FloatVector.fromMemorySegment(S, x2, at, ORDER).fma(w6, s);
            s = FloatVector.fromMemorySegment(S, x2, at + V, ORDER).fma(w7, s);
            s = FloatVector.fromMemorySegment(S, x2, at + 2L * V, ORDER).fma(w8, s);
            s = s.blend(lower, s.lt(lower));
            s.blend(upper, upper.lt(s)).intoMemorySegment(results, (long) i * V, ORDER);
        }
    }
}
