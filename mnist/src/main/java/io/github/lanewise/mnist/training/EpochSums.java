package io.github.lanewise.mnist.training;

/**
 * Sums over the steps of an epoch that have been made.
 *
 * @param images training images seen
 * @param lossSum sum of their losses
 * @param correct how many of them were right
 * @param seconds time of these steps
 */
public record EpochSums(long images, double lossSum, long correct, double seconds) {
    /** No step yet. */
    public static final EpochSums NONE = new EpochSums(0, 0, 0, 0);
}
