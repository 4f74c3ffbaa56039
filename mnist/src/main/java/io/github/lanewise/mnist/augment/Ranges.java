package io.github.lanewise.mnist.augment;

/**
 * What numbers an augmentation takes. A class of its own, as {@link Elastic} and {@link
 * Augmentation} both need it while their constants are made.
 */
final class Ranges {
    private Ranges() {}

    /** Refuses numbers outside of a range. */
    static void require(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "The %s must be from %s to %s, not %s.".formatted(name, least, most, value));
        }
    }
}
