package io.github.lanewise.bench.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the forks of one benchmark measured: for each quantity one number per fork, the mean of its
 * iterations.
 *
 * @param benchmark class and method, such as {@code DenseBenchmark.forward}
 * @param parameters values of its parameters by name
 * @param forks numbers by quantity, in the order of the forks
 */
public record Measurement(
        String benchmark, Map<String, String> parameters, Map<String, double[]> forks) {
    /** Calls per second. */
    public static final String CALLS = "calls";

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

    /** Takes the numbers out of JMH's result. */
    public static Measurement of(RunResult run) {
        BenchmarkParams params = run.getParams();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String key : params.getParamsKeys()) {
            parameters.put(key, params.getParam(key));
        }
        Collection<BenchmarkResult> results = run.getBenchmarkResults();
        Map<String, double[]> forks = new LinkedHashMap<>();
        int fork = 0;
        for (BenchmarkResult result : results) {
            put(forks, CALLS, results.size(), fork, result.getPrimaryResult());
            for (Map.Entry<String, ?> entry : result.getSecondaryResults().entrySet()) {
                put(forks, entry.getKey(), results.size(), fork, (Result<?>) entry.getValue());
            }
            fork++;
        }
        String[] name = params.getBenchmark().split("\\.", -1);
        String benchmark = name[name.length - 2] + "." + name[name.length - 1];
        return new Measurement(benchmark, parameters, forks);
    }

    private static void put(
            Map<String, double[]> forks, String quantity, int count, int fork, Result<?> result) {
        forks.computeIfAbsent(
                                quantity,
                                _ -> {
                                    double[] none = new double[count];
                                    Arrays.fill(none, Double.NaN);
                                    return none;
                                })[fork] =
                result.getScore();
    }

    /** Returns the mean of the forks, if the benchmark counts that. */
    public OptionalDouble mean(String quantity) {
        double[] values = forks.get(quantity);
        return values == null ? OptionalDouble.empty() : OptionalDouble.of(Statistics.mean(values));
    }

    /** Returns the spread of the calls per second, if there is more than one fork. */
    public OptionalDouble spread() {
        double[] calls = Objects.requireNonNull(forks.get(CALLS));
        return calls.length < 2
                ? OptionalDouble.empty()
                : OptionalDouble.of(Statistics.spread(calls));
    }

    /** Returns the benchmark with the values of its parameters. */
    public String title() {
        return (benchmark.replace("Benchmark", "") + " " + String.join(" ", parameters.values()))
                .strip();
    }
}
