package io.github.lanewise.bench.onnx;

import io.github.lanewise.bench.LanewiseBenchmark;
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
 * The same as {@link OnnxBenchmark} call by call, for percentiles of the latency. JMH takes the
 * time of at most 20,000 calls in a second, chosen at random.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 1000, timeUnit = TimeUnit.MILLISECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class OnnxLatencyBenchmark extends LanewiseBenchmark {
    /** Name of a {@link io.github.lanewise.models.family.ClassicNetwork}. */
    @Param("lenet-5")
    public String model;

    /** Images of a call. */
    @Param("1")
    public int images;

    /** Threads that share the work. */
    @Param("1")
    public int threads;

    private OnnxState state;

    /** Loads the file of a call and binds its memory. */
    protected abstract OnnxSubject subject(OnnxCall call);

    /** Writes the file, checks the subject and has it compiled. */
    @Setup
    public void prepare() {
        state = OnnxState.of(model, images, threads, this::subject);
        state.warmUp();
    }

    /** Computes the outputs from the input. */
    @Benchmark
    public void call() {
        state.run();
    }

    /** Frees everything and deletes the file. */
    @TearDown
    public void close() {
        state.close();
    }
}
