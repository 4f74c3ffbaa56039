package io.github.lanewise.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the forks of one benchmark measured.
 *
 * @param subject who computes, and what
 * @param benchmark class and method, such as {@code LanewiseConvolution.run}
 * @param mode JMH's short name: {@code thrpt}, {@code sample} or {@code ss}
 * @param unit of the score, such as {@code ops/s} or {@code us/op}
 * @param parameters values of its parameters by name
 * @param score the numbers of the primary metric: for each fork those of its iterations
 * @param quantities other numbers by name, in the same form; see the constants
 * @param percentiles of the score, by percent from 0 to 100, for mode {@code sample}
 * @param notes what the forks said, by name: {@code implementation}, {@code error} (largest error
 *     of a result relative to the largest result)
 */
public record Measurement(
        Subject subject,
        String benchmark,
        String mode,
        String unit,
        Map<String, String> parameters,
        List<double[]> score,
        Map<String, List<double[]>> quantities,
        Map<Double, Double> percentiles,
        Map<String, String> notes) {
    /**
     * Who computes what.
     *
     * @param area part of the report
     * @param name {@code Lanewise} or the name of a peer
     * @param version of the library
     * @param label what is computed, in the reader's words, equal for all who compute the same,
     *     such as {@code VGG-16 conv3_1}
     */
    public record Subject(Area area, String name, String version, String label) {
        /** The name of our own. */
        public static final String LANEWISE = "Lanewise";

        /** Returns whether this is ours. */
        public boolean ours() {
            return name.equals(LANEWISE);
        }
    }

    /** GFLOP/s. */
    public static final String GFLOPS = "gflops";

    /** Share of the FMA peak around the same iterations, 0 to 1. */
    public static final String PEAK_SHARE = "peakShare";

    /** GB/s. */
    public static final String GIGABYTES = "gigabytes";

    /** Images per second. */
    public static final String IMAGES = "images";

    /** Bytes that a call allocates on the Java heap. */
    public static final String ALLOCATION = "gc.alloc.rate.norm";

    /** Forks that differ by more than this, relative to their mean, are unstable. */
    public static final double STABLE_SPREAD = 0.15;

    /** Returns the mean of each fork's iterations of a quantity, if the benchmark counts that. */
    public Optional<double[]> forks(String quantity) {
        return Optional.ofNullable(quantities.get(quantity)).map(Measurement::means);
    }

    /** Returns the mean of each fork's iterations of the score. */
    public double[] scoreForks() {
        return means(score);
    }

    private static double[] means(List<double[]> values) {
        return values.stream().mapToDouble(Statistics::mean).toArray();
    }

    /** Returns the mean of the forks, if the benchmark counts that. */
    public OptionalDouble mean(String quantity) {
        return forks(quantity)
                .map(values -> OptionalDouble.of(Statistics.mean(values)))
                .orElse(OptionalDouble.empty());
    }

    /** Returns the mean of the score over the forks, in {@link #unit}. */
    public double meanScore() {
        return Statistics.mean(scoreForks());
    }

    /** Returns microseconds per call, whatever the mode. */
    public double microseconds() {
        return switch (unit) {
            case "ops/s" -> 1e6 / meanScore();
            case "s/op" -> 1e6 * meanScore();
            case "ms/op" -> 1e3 * meanScore();
            case "us/op" -> meanScore();
            default ->
                    throw new ReportException(
                            "The unit %s of %s is unknown.".formatted(unit, benchmark));
        };
    }

    /** Returns the spread of the forks' scores, if there is more than one fork. */
    public OptionalDouble spread() {
        double[] forks = scoreForks();
        return forks.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Statistics.spread(forks));
    }

    /** Returns whether the forks differ by more than {@link #STABLE_SPREAD}. */
    public boolean unstable() {
        return spread().orElse(0) > STABLE_SPREAD;
    }

    /** Returns the number of threads that compute; 1 where the benchmark has no such parameter. */
    public int threads() {
        return Integer.parseInt(parameters.getOrDefault("threads", "1"));
    }
}
