package io.github.lanewise.mnist.training;

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
}
