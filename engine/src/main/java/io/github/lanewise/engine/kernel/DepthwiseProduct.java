package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernel under depthwise convolution with channels in lanes: a row of {@code y[i] = w[0] + Σ_t
 * w[1 + t] · x[i · step + tap t]}, where all are vectors of {@link Lanes#COUNT} channels. Offsets
 * and strides are in bytes.
 *
 * <p>The sums of some neighbouring pixels are kept in registers. Those of the last pixels may be
 * computed twice, which gives the same bits.
 */
public final class DepthwiseProduct {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    /** Pixels of the tiles. */
    private static final int WIDE = 8;

    private static final int NARROW = 4;

    private final int[] taps;
    private final int step;
    private final int pixels;
    private final boolean threeByThree;

    /**
     * Takes what all rows have in common.
     *
     * @param taps offset of each tap from the first vector of a pixel
     * @param step from the input of a pixel to that of the next
     * @param pixels of a row
     */
    public DepthwiseProduct(int[] taps, int step, int pixels) {
        this.taps = taps.clone();
        this.step = step;
        this.pixels = pixels;
        threeByThree = DepthwiseThreeByThree.fits(taps);
    }

    /**
     * Returns whether {@link #limitedRow} may be called: whether a kernel limits what it stores.
     */
    public boolean canLimit() {
        return threeByThree;
    }

    /**
     * Computes a row as {@link #row} and limits its results; NaN stays NaN.
     *
     * @param least of the results; may be −∞
     * @param most of the results; may be +∞
     * @throws IllegalStateException unless {@link #canLimit}
     */
    public void limitedRow(
            MemorySegment x,
            long xOffset,
            MemorySegment w,
            MemorySegment y,
            long yOffset,
            float least,
            float most) {
        if (!threeByThree) {
            throw new IllegalStateException("This product does not limit its results.");
        }
        DepthwiseThreeByThree.row(taps, step, pixels, x, xOffset, w, y, yOffset, least, most);
    }

    /** Returns the vectors that {@code w} takes for a number of taps. */
    public static int vectors(int taps) {
        return taps + 1;
    }

    /**
     * Computes a row.
     *
     * @param x input, from {@code xOffset} on those of the first pixel
     * @param w start and weights of a plane
     * @param y output; the row begins at {@code yOffset}
     */
    public void row(MemorySegment x, long xOffset, MemorySegment w, MemorySegment y, long yOffset) {
        int pixel = 0;
        for (; pixel + WIDE <= pixels; pixel += WIDE) {
            wide(x, xOffset, w, y, yOffset, pixel);
        }
        if (pixels - pixel > NARROW && pixels >= WIDE) {
            wide(x, xOffset, w, y, yOffset, pixels - WIDE);
            return;
        }
        for (; pixel + NARROW <= pixels; pixel += NARROW) {
            four(taps, step, x, xOffset + (long) pixel * step, w, y, yOffset + (long) pixel * V);
        }
        if (pixel < pixels && pixels >= NARROW) {
            pixel = pixels - NARROW;
            four(taps, step, x, xOffset + (long) pixel * step, w, y, yOffset + (long) pixel * V);
            return;
        }
        for (; pixel < pixels; pixel++) {
            one(taps, x, xOffset + (long) pixel * step, w, y, yOffset + (long) pixel * V);
        }
    }

    private void wide(
            MemorySegment x,
            long xOffset,
            MemorySegment w,
            MemorySegment y,
            long yOffset,
            int pixel) {
        long from = xOffset + (long) pixel * step;
        long to = yOffset + (long) pixel * V;
        if (step == V) {
            neighbours(taps, x, from, w, y, to);
        } else {
            eight(taps, step, x, from, w, y, to);
        }
    }

    /** Eight pixels whose inputs are neighbours: one check of bounds is enough for a tap. */
    private static void neighbours(
            int[] taps, MemorySegment x, long from, MemorySegment w, MemorySegment y, long to) {
        FloatVector s0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int t = 0; t < taps.length; t++) {
            MemorySegment u = x.asSlice(from + taps[t], 8L * V);
            FloatVector v = FloatVector.fromMemorySegment(S, w, (t + 1L) * V, ORDER);
            s0 = FloatVector.fromMemorySegment(S, u, 0, ORDER).fma(v, s0);
            s1 = FloatVector.fromMemorySegment(S, u, V, ORDER).fma(v, s1);
            s2 = FloatVector.fromMemorySegment(S, u, 2L * V, ORDER).fma(v, s2);
            s3 = FloatVector.fromMemorySegment(S, u, 3L * V, ORDER).fma(v, s3);
            s4 = FloatVector.fromMemorySegment(S, u, 4L * V, ORDER).fma(v, s4);
            s5 = FloatVector.fromMemorySegment(S, u, 5L * V, ORDER).fma(v, s5);
            s6 = FloatVector.fromMemorySegment(S, u, 6L * V, ORDER).fma(v, s6);
            s7 = FloatVector.fromMemorySegment(S, u, 7L * V, ORDER).fma(v, s7);
        }
        MemorySegment results = y.asSlice(to, 8L * V);
        s0.intoMemorySegment(results, 0, ORDER);
        s1.intoMemorySegment(results, V, ORDER);
        s2.intoMemorySegment(results, 2L * V, ORDER);
        s3.intoMemorySegment(results, 3L * V, ORDER);
        s4.intoMemorySegment(results, 4L * V, ORDER);
        s5.intoMemorySegment(results, 5L * V, ORDER);
        s6.intoMemorySegment(results, 6L * V, ORDER);
        s7.intoMemorySegment(results, 7L * V, ORDER);
    }

    private static void eight(
            int[] taps,
            long step,
            MemorySegment x,
            long from,
            MemorySegment w,
            MemorySegment y,
            long to) {
        FloatVector s0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int t = 0; t < taps.length; t++) {
            long at = from + taps[t];
            FloatVector v = FloatVector.fromMemorySegment(S, w, (t + 1L) * V, ORDER);
            s0 = FloatVector.fromMemorySegment(S, x, at, ORDER).fma(v, s0);
            s1 = FloatVector.fromMemorySegment(S, x, at + step, ORDER).fma(v, s1);
            s2 = FloatVector.fromMemorySegment(S, x, at + 2 * step, ORDER).fma(v, s2);
            s3 = FloatVector.fromMemorySegment(S, x, at + 3 * step, ORDER).fma(v, s3);
            s4 = FloatVector.fromMemorySegment(S, x, at + 4 * step, ORDER).fma(v, s4);
            s5 = FloatVector.fromMemorySegment(S, x, at + 5 * step, ORDER).fma(v, s5);
            s6 = FloatVector.fromMemorySegment(S, x, at + 6 * step, ORDER).fma(v, s6);
            s7 = FloatVector.fromMemorySegment(S, x, at + 7 * step, ORDER).fma(v, s7);
        }
        MemorySegment results = y.asSlice(to, 8L * V);
        s0.intoMemorySegment(results, 0, ORDER);
        s1.intoMemorySegment(results, V, ORDER);
        s2.intoMemorySegment(results, 2L * V, ORDER);
        s3.intoMemorySegment(results, 3L * V, ORDER);
        s4.intoMemorySegment(results, 4L * V, ORDER);
        s5.intoMemorySegment(results, 5L * V, ORDER);
        s6.intoMemorySegment(results, 6L * V, ORDER);
        s7.intoMemorySegment(results, 7L * V, ORDER);
    }

    private static void four(
            int[] taps,
            long step,
            MemorySegment x,
            long from,
            MemorySegment w,
            MemorySegment y,
            long to) {
        FloatVector s0 = FloatVector.fromMemorySegment(S, w, 0, ORDER);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int t = 0; t < taps.length; t++) {
            long at = from + taps[t];
            FloatVector v = FloatVector.fromMemorySegment(S, w, (t + 1L) * V, ORDER);
            s0 = FloatVector.fromMemorySegment(S, x, at, ORDER).fma(v, s0);
            s1 = FloatVector.fromMemorySegment(S, x, at + step, ORDER).fma(v, s1);
            s2 = FloatVector.fromMemorySegment(S, x, at + 2 * step, ORDER).fma(v, s2);
            s3 = FloatVector.fromMemorySegment(S, x, at + 3 * step, ORDER).fma(v, s3);
        }
        MemorySegment results = y.asSlice(to, 4L * V);
        s0.intoMemorySegment(results, 0, ORDER);
        s1.intoMemorySegment(results, V, ORDER);
        s2.intoMemorySegment(results, 2L * V, ORDER);
        s3.intoMemorySegment(results, 3L * V, ORDER);
    }

    private static void one(
            int[] taps, MemorySegment x, long from, MemorySegment w, MemorySegment y, long to) {
        FloatVector s = FloatVector.fromMemorySegment(S, w, 0, ORDER);
        for (int t = 0; t < taps.length; t++) {
            FloatVector v = FloatVector.fromMemorySegment(S, w, (t + 1L) * V, ORDER);
            s = FloatVector.fromMemorySegment(S, x, from + taps[t], ORDER).fma(v, s);
        }
        s.intoMemorySegment(y, to, ORDER);
    }
}
