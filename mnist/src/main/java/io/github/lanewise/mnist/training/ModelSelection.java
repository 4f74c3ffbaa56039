package io.github.lanewise.mnist.training;

import java.util.List;

/**
 * By which images epochs are compared, and which of them leaves its weights.
 *
 * @param heldOut training images that are only looked at after epochs; without them, epochs are
 *     compared by the test images
 * @param restoreBest whether the run leaves the weights of its best epoch, not of its last
 */
public record ModelSelection(HeldOut heldOut, boolean restoreBest) {
    /** No validation; the last epoch. */
    public static final ModelSelection LAST = new ModelSelection(HeldOut.NONE, false);

    /** Returns the epoch whose weights the run leaves. */
    public EpochResult chosen(List<EpochResult> results) {
        return restoreBest ? best(results) : results.getLast();
    }

    /** Returns the epoch that is better than all before it, and than which none after is better. */
    public static EpochResult best(List<EpochResult> results) {
        return results.stream()
                .reduce((best, next) -> next.isBetterThan(best) ? next : best)
                .orElseThrow();
    }

    /** Returns whether the last epoch is better than each before. */
    public static boolean isLastBest(List<EpochResult> results) {
        return best(results).equals(results.getLast());
    }
}
