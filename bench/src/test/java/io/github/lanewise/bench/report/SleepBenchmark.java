package io.github.lanewise.bench.report;

import io.github.lanewise.bench.network.ImageCounter;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Takes a time that a test chooses; what else the machine does changes it little. */
@State(Scope.Thread)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets the parameter.
public class SleepBenchmark {
    static final int ITERATIONS = 5;

    /** How long a call takes; no parameter, because two versions of a program have the same. */
    private static volatile long milliseconds = 1;

    /** Says nothing. */
    @Param("1x1_1x1_1_n16")
    public String layer;

    /** Sleeps. */
    @Benchmark
    public void run(ImageCounter images) throws InterruptedException {
        Thread.sleep(milliseconds);
        images.add(1);
    }

    /** Measures in this JVM: five calls, or five times as long as two calls. */
    static RunResult measure(Mode mode, long millisecondsPerCall) throws RunnerException {
        milliseconds = millisecondsPerCall;
        // A benchmark elsewhere on the machine is no reason to fail.
        System.setProperty("jmh.ignoreLock", "true");
        return new Runner(
                        new OptionsBuilder()
                                .include(SleepBenchmark.class.getName())
                                .mode(mode)
                                .forks(0)
                                .warmupIterations(1)
                                .warmupTime(TimeValue.milliseconds(1))
                                .measurementIterations(ITERATIONS)
                                .measurementTime(TimeValue.milliseconds(2 * millisecondsPerCall))
                                .addProfiler(GCProfiler.class)
                                .verbosity(VerboseMode.SILENT)
                                .build())
                .runSingle();
    }
}
