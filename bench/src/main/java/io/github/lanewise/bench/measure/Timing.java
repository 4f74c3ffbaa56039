package io.github.lanewise.bench.measure;

import java.util.Optional;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How long a benchmark runs in each fork. */
public enum Timing {
    /** Loops over little memory: nothing to warm up but themselves. */
    LIMIT(new Rounds(3, 100), new Rounds(3, 100)),
    /** Java code that C2 has to compile first. */
    KERNEL(new Rounds(3, 250), new Rounds(3, 200)),
    /** Code of a library that is compiled already. */
    NATIVE(new Rounds(1, 200), new Rounds(3, 150)),
    /** Whole networks in Java, with much to compile. */
    NETWORK(new Rounds(6, 500), new Rounds(3, 400)),
    /** Whole networks by a library that is compiled already. */
    NATIVE_NETWORK(new Rounds(2, 500), new Rounds(3, 400)),
    /** As the annotations of the benchmark say: one shot, or a curve. */
    OWN(new Rounds(0, 0), new Rounds(0, 0));

    private static final double SECONDS_PER_FORK = 0.8;
    private static final long QUICK_ITERATIONS = 2;

    private record Rounds(int count, int millis) {
        double seconds() {
            return count * millis * 1e-3;
        }
    }

    private final Rounds warmup;
    private final Rounds measurement;

    Timing(Rounds warmup, Rounds measurement) {
        this.warmup = warmup;
        this.measurement = measurement;
    }

    /** Sets the iterations of a run. */
    void apply(ChainedOptionsBuilder options, boolean quick) {
        if (this == OWN) {
            return;
        }
        options.warmupIterations(warmup.count())
                .warmupTime(TimeValue.milliseconds(warmup.millis()))
                .measurementIterations(quick ? (int) QUICK_ITERATIONS : measurement.count())
                .measurementTime(TimeValue.milliseconds(measurement.millis()));
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
        double calls = (warmup.count() + measurement.count() + 1) * secondsPerCall;
        return SECONDS_PER_FORK + Math.max(warmup.seconds() + measurement.seconds(), calls);
    }

    private static double seconds(int millis) {
        return Math.max(0, millis) * 1e-3;
    }
}
