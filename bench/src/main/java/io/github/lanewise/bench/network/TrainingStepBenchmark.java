package io.github.lanewise.bench.network;

import io.github.lanewise.bench.FlopCounter;
import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.engine.network.Network;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Training steps on batches of 64; who trains is up to the subclass. */
@State(Scope.Thread)
@Warmup(
        iterations = 8,
        time = 1) // There is much to compile, and a step of the interpreter is slow.
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class TrainingStepBenchmark extends LanewiseBenchmark {
    static final int BATCH = 64;
    private static final int IMAGES = 32 * BATCH;

    /** What is trained. */
    @Param({"LENET5", "VGG28"})
    public BenchmarkNetwork network;

    /** Threads that share the work. */
    @Param({"1", "2"})
    public int threads;

    private TrainingState state;
    private long flop;

    /** Makes what is measured; the network's parameters are the first weights. */
    protected abstract TrainingSubject subject(Network model, TrainingData data, int threadCount);

    /** Makes a step and compares its loss and update with a plain network. */
    @Setup
    public void prepare() {
        state = new TrainingState(network, BATCH, IMAGES, threads, this::subject);
        flop = state.flop();
        state.check();
        IdleThreads.warmUp(state::step);
    }

    /** Runs forward and backward and updates. */
    @Benchmark
    public double step(FlopCounter counter, ImageCounter images) {
        counter.add(flop);
        images.add(BATCH);
        return state.step();
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        state.close();
    }
}
