package io.github.lanewise.mnist.training;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Ends a run before its last epoch. Patience and accuracy follow from the results of the epochs, so
 * that a resumed run ends where one that was never interrupted does. The time is that of all
 * sessions of the run: what its results tell of those before, and that of this one.
 */
final class StopRules {
    private static final double NANOS = 1e9;

    private final StopOptions options;
    private final LongSupplier clock;
    private final long start;
    private final double secondsBefore;

    /** Starts the clock. */
    StopRules(StopOptions options, Position position) {
        this(options, position, System::nanoTime);
    }

    /** With a clock in nanoseconds that a test can move. */
    StopRules(StopOptions options, Position position, LongSupplier clock) {
        this.options = options;
        this.clock = clock;
        start = clock.getAsLong();
        secondsBefore = position.seconds();
    }

    /** Returns whether the run has had its time. Called thousands of times per second. */
    boolean isTimeOver() {
        Duration limit = options.timeLimit();
        return limit.isPositive() && seconds() >= limit.toNanos() / NANOS;
    }

    private double seconds() {
        return secondsBefore + (clock.getAsLong() - start) / NANOS;
    }

    /**
     * Returns why the run ends where it stands, or nothing if it goes on.
     *
     * @param results of the epochs that are complete
     * @param steps made of the epoch after them
     */
    Optional<String> reason(List<EpochResult> results, int steps) {
        if (results.isEmpty() && steps == 0) {
            return Optional.empty();
        }
        return impatience(results).or(() -> goal(results)).or(() -> time(results, steps));
    }

    private Optional<String> impatience(List<EpochResult> results) {
        if (options.patience() == 0 || results.isEmpty()) {
            return Optional.empty();
        }
        int best = ModelSelection.best(results).epoch();
        return results.size() - best < options.patience()
                ? Optional.empty()
                : Optional.of(
                        "Ended after epoch %d: none since epoch %d was better on the %s images."
                                .formatted(results.size(), best, judges(results)));
    }

    private Optional<String> goal(List<EpochResult> results) {
        if (options.accuracy() == 0 || results.isEmpty()) {
            return Optional.empty();
        }
        double accuracy = results.getLast().judged().accuracy();
        return accuracy < options.accuracy()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "Ended after epoch %d: the accuracy on the %s images is %s, which is"
                                        + " enough.",
                                results.size(),
                                judges(results),
                                accuracy));
    }

    private static String judges(List<EpochResult> results) {
        return results.getLast().validation().isPresent() ? "validation" : "test";
    }

    private Optional<String> time(List<EpochResult> results, int steps) {
        return isTimeOver()
                ? Optional.of(
                        String.format(
                                Locale.ROOT,
                                "Ended after %.1f s, %d epochs and %d steps: the time is over.",
                                seconds(),
                                results.size(),
                                steps))
                : Optional.empty();
    }
}
