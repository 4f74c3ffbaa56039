package io.github.lanewise.mnist.training;

import java.util.BitSet;

/**
 * How many of the training images are held out for validation.
 *
 * @param amount from 1 on a number of images, below 1 a share of them; 0 for none
 */
public record HeldOut(double amount) {
    /** None. */
    public static final HeldOut NONE = new HeldOut(0);

    /** Returns whether there is none. */
    public boolean isNone() {
        return amount == 0;
    }

    /**
     * Returns the number of images that are held out; a share, however small, is at least one.
     *
     * @param images that there are
     */
    public int of(int images) {
        if (isNone() || amount >= 1) {
            return (int) amount;
        }
        return (int) Math.max(1, Math.round(amount * images));
    }

    /**
     * Returns how many images can be held out so that one of each class is left to learn from.
     *
     * @param labels of all images, unsigned bytes
     */
    public static int most(byte[] labels) {
        BitSet classes = new BitSet();
        for (byte label : labels) {
            classes.set(label & 0xff);
        }
        return labels.length - classes.cardinality();
    }
}
