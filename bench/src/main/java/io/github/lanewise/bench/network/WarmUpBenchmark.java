package io.github.lanewise.bench.network;

import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.engine.network.Network;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first five seconds of training in a new JVM, in iterations of a quarter of a second without
 * any before them: the numbers of its iterations are the curve.
 */
@State(Scope.Thread)
@Warmup(iterations = 0)
@Measurement(iterations = 20, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class WarmUpBenchmark extends LanewiseBenchmark {
    private static final int IMAGES = 32 * TrainingStepBenchmark.BATCH;

    /** What is trained. */
    @Param("LENET5")
    public BenchmarkNetwork network;

    /** Threads that share the work. */
    @Param("2")
    public int threads;

    private TrainingState state;

    /** Makes what is measured; the network's parameters are the first weights. */
    protected abstract TrainingSubject subject(Network model, TrainingData data, int threadCount);

    /** Makes the data and the subject; no step, so that the first one is part of the curve. */
    @Setup
    public void prepare() {
        state =
                new TrainingState(
                        network, TrainingStepBenchmark.BATCH, IMAGES, threads, this::subject);
    }

    /** Runs forward and backward and updates. */
    @Benchmark
    public double step(ImageCounter images, StepCounter steps) {
        steps.add();
        images.add(TrainingStepBenchmark.BATCH);
        return state.step();
    }

    /** Compares the loss of a step with a plain network, and frees everything. */
    @TearDown
    public void close() {
        state.checkLoss();
        state.close();
    }
}
