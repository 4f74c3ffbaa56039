package io.github.lanewise.mnist.training;

import java.util.List;

/**
 * By which images epochs are compared, which of them leaves its weights, and when there are enough.
 *
 * @param heldOut training images that are only looked at after epochs; without them, epochs are
 *     compared by the test images
 * @param restoreBest whether the run leaves the weights of its best epoch, not of its last
 * @param stop when the run ends before its last epoch
 */
public record ModelSelection(HeldOut heldOut, boolean restoreBest, StopOptions stop) {
    /** No validation; the last epoch. */
    public static final ModelSelection LAST = new ModelSelection(HeldOut.NONE, false);

    /** All epochs. */
    public ModelSelection(HeldOut heldOut, boolean restoreBest) {
        this(heldOut, restoreBest, StopOptions.NONE);
    }

    /**
     * Returns the epoch whose weights the run leaves.
     *
     * @param results of the complete epochs
     * @param last the last of them, or one that is not complete
     */
    EpochResult chosen(List<EpochResult> results, EpochResult last) {
        return restoreBest && !results.isEmpty() ? best(results) : last;
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
