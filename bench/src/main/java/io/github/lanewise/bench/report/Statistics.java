package io.github.lanewise.bench.report;

import java.util.Arrays;

/** Summaries of a few numbers; none of them takes an empty array. */
public final class Statistics {
    private Statistics() {}

    /** Returns the arithmetic mean. */
    public static double mean(double... values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    /** Returns the harmonic mean: of speeds over equal amounts of work, the speed of the whole. */
    public static double harmonicMean(double... values) {
        return values.length / Arrays.stream(values).map(value -> 1 / value).sum();
    }

    /** Returns the middle one, or the mean of the two in the middle. */
    public static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Returns the smallest. */
    public static double smallest(double... values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    /** Returns the largest. */
    public static double largest(double... values) {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Returns the distance of the largest from the smallest, relative to the mean. */
    public static double spread(double... values) {
        return (largest(values) - smallest(values)) / mean(values);
    }
}
