package io.github.lanewise.bench;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.parallel.Workers;

/**
 * The most multiply-adds that the processor can do: {@link FmaChains}, without memory. All shares
 * of the peak in this module are relative to that of the lanes which the engine uses.
 */
final class FmaPeak {
    private static final int ROUNDS = 20_000;

    /** Calls of a kernel in a slice, which takes some 4 ms. */
    private static final int CALLS = 50;

    private static final int SLICES = 5;

    private final Workers workers;
    private final FmaChains chains;

    /** What each task computed last; it stands on the heap so that the work is not left out. */
    private final float[] ends;

    private final Workers.Task task = this::runTask;
    private int calls;

    /** Prepares to measure as many processors as there are workers, with the engine's lanes. */
    FmaPeak(Workers workers) {
        this(workers, FmaChains.ofLanes(Lanes.COUNT));
    }

    FmaPeak(Workers workers, FmaChains chains) {
        this.workers = workers;
        this.chains = chains;
        ends = new float[workers.threads()];
    }

    /**
     * Measures the peak for some 20 ms: the best of a few slices, since whatever disturbs one only
     * makes it slower.
     *
     * @return GFLOP/s of all workers together
     */
    double gflops() {
        double best = 0;
        for (int i = 0; i < SLICES; i++) {
            long start = System.nanoTime();
            double flop = run(CALLS);
            best = Math.max(best, flop / (System.nanoTime() - start));
        }
        return best;
    }

    /** Runs the chains on all workers and returns the operations, some 1e7 for each call of one. */
    long run(int callsOfEach) {
        calls = callsOfEach;
        workers.run(workers.threads(), task);
        return flop(callsOfEach);
    }

    /** Returns the operations of a measurement by {@link #gflops}. */
    long flop() {
        return SLICES * flop(CALLS);
    }

    private long flop(int callsOfEach) {
        long multiplyAdds = (long) ROUNDS * chains.chains() * callsOfEach * workers.threads();
        return Flops.vectors(multiplyAdds, chains.lanes());
    }

    private void runTask(int number, int worker) {
        float end = 0;
        for (int call = 0; call < calls; call++) {
            end += chains.run(ROUNDS, call);
        }
        ends[number] = end;
    }
}
