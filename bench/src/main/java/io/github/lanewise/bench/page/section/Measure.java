package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.report.Measurement;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a table compares.
 *
 * @param unit of the values
 * @param smallerIsBetter whether it is a time rather than a speed
 * @param value of a measurement, NaN for none
 * @param forks the same of each fork; may be empty
 */
record Measure(
        String unit,
        boolean smallerIsBetter,
        ToDoubleFunction<Measurement> value,
        Function<Measurement, double[]> forks) {
    /** Operations per time. */
    static final Measure GFLOPS = quantity(Measurement.GFLOPS, "GFLOP/s");

    /** Traffic. */
    static final Measure GIGABYTES = quantity(Measurement.GIGABYTES, "GB/s");

    /** Images per time. */
    static final Measure IMAGES = quantity(Measurement.IMAGES, "images/s");

    /** Time of a call. */
    static final Measure MICROSECONDS = time("µs", 1);

    /** Time of a call. */
    static final Measure MILLISECONDS = time("ms", 1e-3);

    /** Time of a call. */
    static final Measure SECONDS = time("s", 1e-6);

    private static Measure quantity(String name, String unit) {
        return new Measure(
                unit,
                false,
                measurement -> measurement.mean(name).orElse(Double.NaN),
                measurement -> measurement.forks(name).orElse(new double[0]));
    }

    private static Measure time(String unit, double perMicrosecond) {
        return new Measure(
                unit,
                true,
                measurement -> measurement.microseconds() * perMicrosecond,
                measurement -> forkTimes(measurement, perMicrosecond));
    }

    /** Scales the forks' scores as the mean of all is scaled; a speed is the inverse of a time. */
    private static double[] forkTimes(Measurement measurement, double perMicrosecond) {
        double mean = measurement.meanScore();
        double time = measurement.microseconds() * perMicrosecond;
        boolean inverse = measurement.mode().equals("thrpt");
        return Arrays.stream(measurement.scoreForks())
                .map(fork -> inverse ? time * mean / fork : time * fork / mean)
                .toArray();
    }

    /** Returns how many times as good the one is as the other. */
    double ratio(Measurement one, Measurement other) {
        double quotient = value.applyAsDouble(one) / value.applyAsDouble(other);
        return smallerIsBetter ? 1 / quotient : quotient;
    }
}
