package io.github.lanewise.mnist.training;

import java.time.Duration;

/**
 * When a run ends before its last epoch.
 *
 * @param patience after so many epochs without a better one; 0 for never
 * @param accuracy after the first epoch with this accuracy on the validation images, without them
 *     on the test images; 0 for never
 * @param timeLimit after the step at which the run has taken this time; 0 for never
 */
public record StopOptions(int patience, double accuracy, Duration timeLimit) {
    /** After the last epoch. */
    public static final StopOptions NONE = new StopOptions(0, 0, Duration.ZERO);
}
