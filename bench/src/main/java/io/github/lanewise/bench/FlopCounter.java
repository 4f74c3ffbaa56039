package io.github.lanewise.bench;

import io.github.lanewise.engine.parallel.Workers;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Counts the floating-point operations of one thread. JMH divides the public numbers by the time of
 * the iteration. The FMA peak is measured before and after each iteration, so that a processor that
 * changes its clock, or that others use, changes both sides of the ratio.
 */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class FlopCounter {
    /** 10⁹ floating-point operations; per second once JMH has divided it. */
    public double gflops;

    private final FmaPeak peak = new FmaPeak(new Workers(1));
    private double before;
    private double after;

    /** Measures the peak. */
    @Setup(Level.Iteration)
    public void before() {
        before = peak.gflops();
    }

    /** Measures the peak again. */
    @TearDown(Level.Iteration)
    public void after() {
        after = peak.gflops();
    }

    void add(long flop) {
        gflops += flop * 1e-9;
    }

    /** Returns the share of the peak, 0 to 1, once JMH has divided it by the seconds. */
    public double peakShare() {
        return gflops / ((before + after) / 2);
    }
}
