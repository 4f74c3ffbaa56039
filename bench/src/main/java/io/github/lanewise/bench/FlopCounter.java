package io.github.lanewise.bench;

import io.github.lanewise.engine.parallel.Workers;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;

/**
 * Counts floating-point operations. The peak is that of as many threads as the benchmark has, by
 * its parameter {@code threads}, and of one thread if it has no such parameter. JMH divides the
 * public numbers by the time of the iteration. The FMA peak is measured before and after each
 * iteration, so that a processor that changes its clock, or that others use, changes both sides of
 * the ratio.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class FlopCounter {
    private static final String THREADS = "threads";

    /** 10⁹ floating-point operations; per second once JMH has divided it. */
    public double gflops;

    private Workers workers = new Workers(1);
    private FmaPeak peak = new FmaPeak(workers);
    private double before;
    private double after;

    /** Prepares to measure the peak of a benchmark's threads. */
    @Setup(Level.Trial)
    public void prepare(BenchmarkParams benchmark) {
        String threads = benchmark.getParam(THREADS);
        workers = new Workers(threads == null ? 1 : Integer.parseInt(threads));
        peak = new FmaPeak(workers);
        IdleThreads.warmUp(peak::gflops, peak.flop());
    }

    /** Measures the peak, unless the iteration is there to warm up. */
    @Setup(Level.Iteration)
    public void before(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            IdleThreads.awaitSleep();
            before = peak.gflops();
        }
    }

    /** Measures the peak again. */
    @TearDown(Level.Iteration)
    public void after(IterationParams iteration) {
        if (iteration.getType() == IterationType.MEASUREMENT) {
            IdleThreads.awaitSleep();
            after = peak.gflops();
        }
    }

    /** Adds the operations of a call. */
    public void add(long flop) {
        gflops += flop * 1e-9;
    }

    /** Ends the threads of the peak. */
    @TearDown(Level.Trial)
    public void close() {
        workers.close();
    }

    /** Returns the share of the peak, 0 to 1, once JMH has divided it by the seconds. */
    public double peakShare() {
        return gflops / ((before + after) / 2);
    }
}
