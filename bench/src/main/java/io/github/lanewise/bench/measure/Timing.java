package io.github.lanewise.bench.measure;

import java.util.Optional;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long a benchmark runs in each fork. */
public enum Timing {
    /** Loops over little memory: nothing to warm up but themselves. */
    LIMIT(2, 100, 3, 100),
    /** Kernels and layers, which their benchmarks have compiled before the first iteration. */
    KERNEL(1, 50, 2, 150),
    /** Calls that take a tenth of a second or more. */
    LONG_CALL(0, 100, 2, 100),
    /** Whole networks. */
    NETWORK(1, 300, 3, 300),
    /** As the annotations of the benchmark say: one shot, or a curve. */
    OWN(0, 0, 0, 0);

    /** Start of the JVM, and what the compilers take until they are idle. */
    private static final double SECONDS_PER_FORK = 1.2;

    private static final int QUICK_ITERATIONS = 2;

    private final int warmups;
    private final int warmupMillis;
    private final int iterations;
    private final int iterationMillis;

    Timing(int warmups, int warmupMillis, int iterations, int iterationMillis) {
        this.warmups = warmups;
        this.warmupMillis = warmupMillis;
        this.iterations = iterations;
        this.iterationMillis = iterationMillis;
    }

    /** Sets the iterations of a run. */
    void apply(ChainedOptionsBuilder options, boolean quick) {
        if (this == OWN) {
            return;
        }
        options.warmupIterations(warmups)
                .warmupTime(TimeValue.milliseconds(warmupMillis))
                .measurementIterations(quick ? QUICK_ITERATIONS : iterations)
                .measurementTime(TimeValue.milliseconds(iterationMillis));
    }

    /**
     * Returns about how long a fork takes, start of the JVM included.
     *
     * @param benchmark whose annotations count for {@link #OWN}
     * @param secondsPerCall of one call, where that is longer than an iteration
     */
    double seconds(Class<?> benchmark, double secondsPerCall) {
        if (this == OWN) {
            double warm =
                    Optional.ofNullable(benchmark.getAnnotation(Warmup.class))
                            .map(w -> w.iterations() * seconds(w.time()))
                            .orElse(0.0);
            double measured =
                    Optional.ofNullable(benchmark.getAnnotation(Measurement.class))
                            .map(m -> m.iterations() * seconds(m.time()))
                            .orElse(0.0);
            return SECONDS_PER_FORK + Math.max(warm + measured, secondsPerCall);
        }
        double calls = (warmups + iterations + 1) * secondsPerCall;
        double loops = (warmups * warmupMillis + iterations * iterationMillis) * 1e-3;
        return SECONDS_PER_FORK + Math.max(loops, calls);
    }

    private static double seconds(int millis) {
        return Math.max(0, millis) * 1e-3;
    }
}
