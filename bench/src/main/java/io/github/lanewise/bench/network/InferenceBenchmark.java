package io.github.lanewise.bench.network;

import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.reference.ReferenceNetwork;
import io.github.lanewise.engine.network.Network;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Classifying a batch that lies in a plain array, call by call, for percentiles of the latency; who
 * classifies is up to the subclass.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class InferenceBenchmark extends LanewiseBenchmark {
    /** Roundings add up over the layers: as in a sum of more terms than any layer has, 3,136. */
    private static final long TERMS = 100_000;

    /** What classifies. */
    @Param public BenchmarkNetwork network;

    /** Images of a call. */
    @Param({"1", "64"})
    public int images;

    /** Threads that share the work. */
    @Param("1")
    public int threads;

    private Network model;
    private InferenceSubject subject;
    private float[] batch;

    /** Makes what is measured; the network's parameters are the weights. */
    protected abstract InferenceSubject subject(Network weights, int batchSize, int threadCount);

    /** Classifies the batch and compares the probabilities with those of a plain network. */
    @Setup
    public void prepare() {
        model = network.build();
        TrainingData data =
                new TrainingData(model.input(), model.output().elements(), images, images);
        batch = data.floats(0);
        subject = subject(model, images, threads);
        double[] expected = new ReferenceNetwork(model).probabilities(batch, images);
        Agreement.require("the probabilities", subject.predict(batch), expected, TERMS);
        IdleThreads.warmUp(this::predict);
    }

    /** Classifies. */
    @Benchmark
    public float[] predict() {
        return subject.predict(batch);
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        subject.close();
        model.close();
    }
}
