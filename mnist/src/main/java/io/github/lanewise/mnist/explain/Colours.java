package io.github.lanewise.mnist.explain;

import java.util.function.DoubleToIntFunction;

/** Colours for numbers, as 0xRRGGBB. */
final class Colours {
    /** Between tiles and around them; can be told from all other colours. */
    static final int GAP = 0x7f8a99;

    /** What lies outside of an image. */
    static final int OUTSIDE = 0x4a5a72;

    /** From −1 to 1, with a neutral 0; the scheme RdBu of C. Brewer, colorbrewer2.org, reversed. */
    private static final int[] DIVERGING = {
        0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7, 0xfddbc7, 0xf4a582, 0xd6604d,
        0xb2182b, 0x67001f
    };

    private Colours() {}

    /**
     * Returns blue below zero, white at zero, red above.
     *
     * @param largest what gets the darkest colours; 0 if there is nothing but zeros
     */
    static DoubleToIntFunction diverging(double largest) {
        return value -> diverged(largest > 0 ? value / largest : 0);
    }

    private static int diverged(double value) {
        int half = DIVERGING.length / 2;
        double place = half * (1 + Math.clamp(value, -1, 1));
        int lower = Math.min((int) place, DIVERGING.length - 2);
        double share = place - lower;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = DIVERGING[lower] >> shift & 0xff;
            int to = DIVERGING[lower + 1] >> shift & 0xff;
            colour |= (int) Math.round(from + share * (to - from)) << shift;
        }
        return colour;
    }

    /** Returns black at one value and white at another, and greys between. */
    static DoubleToIntFunction grey(double black, double white) {
        return value -> {
            double share = Math.clamp((value - black) / (white - black), 0, 1);
            return (int) Math.round(255 * share) * 0x010101;
        };
    }
}
