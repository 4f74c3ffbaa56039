package io.github.lanewise.bench;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.parallel.Workers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most multiply-adds that the processor can do: chains that do not depend on each other, in
 * registers, without memory. All shares of the peak in this module are relative to it. As in the
 * kernels a chain is the sum, which C2 keeps in its register, and not a factor, which it copies.
 *
 * <p>The chains have to hide the latency of a multiply-add: 4 cycles × 2 units take 8 of them, and
 * the 4 units of some processors with 128-bit vectors take 16.
 */
final class FmaPeak {
    /** Each round adds {@code LEFT · RIGHT} = 2^-12 to every chain. */
    static final float LEFT = 0x1p-4f;

    static final float RIGHT = 0x1p-8f;

    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final boolean TWENTY = Lanes.REGISTERS == 32 && Lanes.COUNT == 4;
    private static final int ROUNDS = 20_000;

    /** Calls of a kernel in a slice, which takes some 4 ms. */
    private static final int CALLS = 50;

    private static final int SLICES = 5;

    private final Workers workers;

    /** What each task computed last; it stands on the heap so that the work is not left out. */
    private final float[] ends;

    private final Workers.Task slice = this::slice;

    /** Prepares to measure as many processors as there are workers. */
    FmaPeak(Workers workers) {
        this.workers = workers;
        ends = new float[workers.threads()];
    }

    /** Returns the multiply-adds of whole vectors that one call does. */
    static long multiplyAdds(int rounds) {
        return (long) rounds * chains();
    }

    /** Returns the number of chains. */
    static int chains() {
        return TWENTY ? 20 : 12;
    }

    /** Runs the chains for some rounds and returns the sum of all their ends. */
    static float run(int rounds, float start) {
        return TWENTY ? twenty(rounds, start) : twelve(rounds, start);
    }

    /**
     * Measures the peak for some 20 ms: the best of a few slices, since whatever disturbs one only
     * makes it slower.
     *
     * @return GFLOP/s of all workers together
     */
    double gflops() {
        double flop = 1.0 * Flops.vectors(multiplyAdds(ROUNDS)) * CALLS * workers.threads();
        double best = 0;
        for (int i = 0; i < SLICES; i++) {
            long start = System.nanoTime();
            workers.run(workers.threads(), slice);
            best = Math.max(best, flop / (System.nanoTime() - start));
        }
        return best;
    }

    private void slice(int task, int worker) {
        float end = 0;
        for (int call = 0; call < CALLS; call++) {
            end += run(ROUNDS, call);
        }
        ends[task] = end;
    }

    /** Chain i starts at {@code start + i}: equal chains would be computed once. */
    private static FloatVector first(float start, int i) {
        return FloatVector.broadcast(S, start + i);
    }

    /**
     * Returns 1 for every start, which C2 does not find out. Factors that it knows to be constant
     * it loads anew for every multiply-add, which then reaches 55 % of the peak.
     */
    private static int one(float start) {
        return 1 + (Float.floatToRawIntBits(start) >>> 31);
    }

    private static float twelve(int rounds, float start) {
        FloatVector left = FloatVector.broadcast(S, LEFT * one(start));
        FloatVector right = FloatVector.broadcast(S, RIGHT * one(start));
        FloatVector c0 = first(start, 0);
        FloatVector c1 = first(start, 1);
        FloatVector c2 = first(start, 2);
        FloatVector c3 = first(start, 3);
        FloatVector c4 = first(start, 4);
        FloatVector c5 = first(start, 5);
        FloatVector c6 = first(start, 6);
        FloatVector c7 = first(start, 7);
        FloatVector c8 = first(start, 8);
        FloatVector c9 = first(start, 9);
        FloatVector c10 = first(start, 10);
        FloatVector c11 = first(start, 11);
        for (int i = 0; i < rounds; i++) {
            c0 = left.fma(right, c0);
            c1 = left.fma(right, c1);
            c2 = left.fma(right, c2);
            c3 = left.fma(right, c3);
            c4 = left.fma(right, c4);
            c5 = left.fma(right, c5);
            c6 = left.fma(right, c6);
            c7 = left.fma(right, c7);
            c8 = left.fma(right, c8);
            c9 = left.fma(right, c9);
            c10 = left.fma(right, c10);
            c11 = left.fma(right, c11);
        }
        FloatVector a = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        FloatVector b = c6.add(c7).add(c8).add(c9).add(c10).add(c11);
        return a.add(b).reduceLanes(VectorOperators.ADD);
    }

    private static float twenty(int rounds, float start) {
        FloatVector left = FloatVector.broadcast(S, LEFT * one(start));
        FloatVector right = FloatVector.broadcast(S, RIGHT * one(start));
        FloatVector c0 = first(start, 0);
        FloatVector c1 = first(start, 1);
        FloatVector c2 = first(start, 2);
        FloatVector c3 = first(start, 3);
        FloatVector c4 = first(start, 4);
        FloatVector c5 = first(start, 5);
        FloatVector c6 = first(start, 6);
        FloatVector c7 = first(start, 7);
        FloatVector c8 = first(start, 8);
        FloatVector c9 = first(start, 9);
        FloatVector c10 = first(start, 10);
        FloatVector c11 = first(start, 11);
        FloatVector c12 = first(start, 12);
        FloatVector c13 = first(start, 13);
        FloatVector c14 = first(start, 14);
        FloatVector c15 = first(start, 15);
        FloatVector c16 = first(start, 16);
        FloatVector c17 = first(start, 17);
        FloatVector c18 = first(start, 18);
        FloatVector c19 = first(start, 19);
        for (int i = 0; i < rounds; i++) {
            c0 = left.fma(right, c0);
            c1 = left.fma(right, c1);
            c2 = left.fma(right, c2);
            c3 = left.fma(right, c3);
            c4 = left.fma(right, c4);
            c5 = left.fma(right, c5);
            c6 = left.fma(right, c6);
            c7 = left.fma(right, c7);
            c8 = left.fma(right, c8);
            c9 = left.fma(right, c9);
            c10 = left.fma(right, c10);
            c11 = left.fma(right, c11);
            c12 = left.fma(right, c12);
            c13 = left.fma(right, c13);
            c14 = left.fma(right, c14);
            c15 = left.fma(right, c15);
            c16 = left.fma(right, c16);
            c17 = left.fma(right, c17);
            c18 = left.fma(right, c18);
            c19 = left.fma(right, c19);
        }
        FloatVector a = c0.add(c1).add(c2).add(c3).add(c4);
        FloatVector b = c5.add(c6).add(c7).add(c8).add(c9);
        FloatVector c = c10.add(c11).add(c12).add(c13).add(c14);
        FloatVector d = c15.add(c16).add(c17).add(c18).add(c19);
        return a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
    }
}
