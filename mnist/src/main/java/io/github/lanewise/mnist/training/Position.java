package io.github.lanewise.mnist.training;

import java.util.List;

/**
 * Where a run stands between two steps. With the parameters, the state of the optimizer, the
 * options and the data it is all that a run needs to go on: the order of the images follows from
 * the seed and the epoch, the learning rate and what is random in layers from the number of steps.
 *
 * @param results of the epochs that are complete
 * @param stepsOfEpoch steps made of the epoch after them, less than it has
 * @param sums over these steps
 */
public record Position(List<EpochResult> results, int stepsOfEpoch, EpochSums sums) {
    /** Before the first step. */
    public static final Position START = new Position(List.of(), 0, EpochSums.NONE);

    /** Copies the results. */
    public Position {
        results = List.copyOf(results);
    }

    /** Returns the seconds of training and evaluation that led here. */
    public double seconds() {
        return sums.seconds() + results.stream().mapToDouble(EpochResult::seconds).sum();
    }

    /** Returns the position after the last of some epochs. */
    public static Position after(List<EpochResult> results) {
        return new Position(results, 0, EpochSums.NONE);
    }
}
