package io.github.lanewise.bench.report;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * Where the true value of a quantity may lie.
 *
 * @param mean of the forks
 * @param low lower end
 * @param high upper end
 */
record Interval(double mean, double low, double high) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Returns the union of two intervals: from the smallest to the largest mean of a fork, and mean
     * ± t·s/√n, the confidence interval of Student's t-distribution with n − 1 degrees of freedom
     * at 95 %, over the n means of the forks, or the n iterations if there is one fork. A single
     * number tells nothing of its noise: it is given the spread of forks that just count as stable.
     *
     * @param forks for each fork the numbers of its iterations
     */
    static Interval of(List<double[]> forks) {
        double[] means = forks.stream().mapToDouble(Statistics::mean).toArray();
        double[] values = means.length > 1 ? means : forks.getFirst();
        double mean = Statistics.mean(values);
        double half = values.length > 1 ? halfWidth(values) : Measurement.STABLE_SPREAD / 2 * mean;
        return new Interval(
                mean,
                Math.min(mean - half, Statistics.smallest(means)),
                Math.max(mean + half, Statistics.largest(means)));
    }

    private static double halfWidth(double[] values) {
        double t =
                new TDistribution(values.length - 1)
                        .inverseCumulativeProbability((1 + CONFIDENCE) / 2);
        return t * new StandardDeviation().evaluate(values) / Math.sqrt(values.length);
    }

    /** Returns whether a value lies in both. */
    boolean overlaps(Interval other) {
        return low <= other.high && other.low <= high;
    }
}
