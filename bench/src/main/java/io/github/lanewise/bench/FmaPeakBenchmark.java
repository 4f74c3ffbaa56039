package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@link FmaPeak} as a benchmark: its share of itself tells how steady the machine is. */
@State(Scope.Thread)
public class FmaPeakBenchmark extends LanewiseBenchmark {
    private static final int ROUNDS = 20_000;
    private float start;

    /** Compares a few rounds with scalar arithmetic. */
    @Setup
    public void check() {
        int rounds = 7;
        double expected = 0;
        for (int chain = 0; chain < FmaPeak.chains(); chain++) {
            double end = chain + (double) rounds * FmaPeak.LEFT * FmaPeak.RIGHT;
            expected += end * Tensor.LANES;
        }
        Agreement.require(
                "the sum of the multiply-add chains",
                new float[] {FmaPeak.run(rounds, 0)},
                new double[] {expected},
                (long) FmaPeak.chains() * Tensor.LANES);
    }

    /** Multiplies and adds in registers. */
    @Benchmark
    public float multiplyAdd(FlopCounter counter) {
        counter.add(Flops.vectors(FmaPeak.multiplyAdds(ROUNDS)));
        start = FmaPeak.run(ROUNDS, start % 2);
        return start;
    }
}
