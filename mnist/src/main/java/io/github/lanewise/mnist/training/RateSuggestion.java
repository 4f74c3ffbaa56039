package io.github.lanewise.mnist.training;

import io.github.lanewise.mnist.training.RateSweep.Point;
import java.util.List;
import java.util.Optional;

/**
 * What the steps of a sweep say about a learning rate.
 *
 * @param lowest the rate at which the smoothed loss is lowest, from where on it rises
 */
public record RateSuggestion(double lowest) {
    /** The share of the lowest rate that a run may begin with: a rule of thumb. */
    private static final double CONSTANT = 0.1;

    /**
     * The share of the lowest rate that a run may rise to. With 0.5 LeNet-5 got to a higher
     * accuracy in an epoch than with 0.1 or 1; with a constant rate 0.1 was better.
     */
    private static final double ONE_CYCLE = 0.5;

    /** The least fall of the smoothed loss, as a share of the first one, that is no noise. */
    private static final double LEAST_FALL = 0.15;

    /** Returns what the steps say, or nothing if the loss does not fall. */
    public static Optional<RateSuggestion> of(List<Point> points) {
        Point lowest = points.getFirst();
        for (Point point : points) {
            if (point.smoothed() < lowest.smoothed()) {
                lowest = point;
            }
        }
        boolean falls = lowest.smoothed() <= (1 - LEAST_FALL) * points.getFirst().smoothed();
        return falls ? Optional.of(new RateSuggestion(lowest.rate())) : Optional.empty();
    }

    /** Returns the highest rate for a run that begins with a low one and ends with a low one. */
    public double oneCycle() {
        return lowest * ONE_CYCLE;
    }

    /** Returns the highest rate for a run that begins with it. */
    public double constant() {
        return lowest * CONSTANT;
    }
}
