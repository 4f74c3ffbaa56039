package io.github.lanewise.bench.network;

import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.engine.network.Network;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The first epoch of a new JVM: 60,000 images in batches of 64, as many as MNIST has, without
 * evaluation. Nothing is warmed up, so it includes what the JVM has to compile.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class EpochBenchmark extends LanewiseBenchmark {
    private static final int IMAGES = 60_000;

    /** What is trained. */
    @Param({"LENET5", "VGG28"})
    public BenchmarkNetwork network;

    /** Threads that share the work. */
    @Param("2")
    public int threads;

    private TrainingState state;

    /** Makes what is measured; the network's parameters are the first weights. */
    protected abstract TrainingSubject subject(Network model, TrainingData data, int threadCount);

    /** Makes the data and the subject. */
    @Setup
    public void prepare() {
        state =
                new TrainingState(
                        network, TrainingStepBenchmark.BATCH, IMAGES, threads, this::subject);
    }

    /** Trains on all batches once. */
    @Benchmark
    public double epoch() {
        double loss = 0;
        for (int batch = 0; batch < state.batches(); batch++) {
            loss += state.step();
        }
        return loss;
    }

    /** Compares the loss of a step with a plain network, and frees everything. */
    @TearDown
    public void close() {
        state.checkLoss();
        state.close();
    }
}
