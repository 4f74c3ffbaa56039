package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.parallel.Workers;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The most multiply-adds of each width of vectors. The share of the peak is relative to that of the
 * engine's lanes, so for this width it tells how steady the machine is.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class FmaPeakBenchmark extends LanewiseBenchmark {
    /** So few calls that an operation takes some 100 µs, and so many that waking up is little. */
    private static final int CALLS = 2;

    /** Bits of a vector. */
    @Param({"512", "256", "128"})
    public int width;

    /** Threads that compute at once. */
    @Param({"1", "2"})
    public int threads;

    private Workers workers;
    private FmaPeak peak;

    /** Returns the widths in bits that this machine has, the widest first. */
    public static List<Integer> widths() {
        return Stream.of(512, 256, 128)
                .filter(bits -> bits <= FmaChains.widestLanes() * Float.SIZE)
                .toList();
    }

    /**
     * Compares a few rounds with scalar arithmetic.
     *
     * @throws IllegalArgumentException if the machine has no vectors of that width
     */
    @Setup
    public void prepare() {
        if (!widths().contains(width)) {
            throw new IllegalArgumentException(
                    "This machine has no vectors of %d bits, only of %s."
                            .formatted(width, widths()));
        }
        FmaChains chains = FmaChains.ofLanes(width / Float.SIZE);
        check(chains);
        workers = new Workers(threads);
        peak = new FmaPeak(workers, chains);
    }

    private static void check(FmaChains chains) {
        int rounds = 7;
        double expected = 0;
        for (int chain = 0; chain < chains.chains(); chain++) {
            double end = chain + (double) rounds * FmaChains.LEFT * FmaChains.RIGHT;
            expected += end * chains.lanes();
        }
        Agreement.require(
                "the sum of the multiply-add chains",
                new float[] {chains.run(rounds, 0)},
                new double[] {expected},
                (long) chains.chains() * chains.lanes());
    }

    /** Multiplies and adds in registers. */
    @Benchmark
    public void multiplyAdd(FlopCounter counter) {
        counter.add(peak.run(CALLS));
    }

    /** Ends the threads. */
    @TearDown
    public void close() {
        workers.close();
    }
}
