package io.github.lanewise.bench.onnx;

import io.github.lanewise.bench.LanewiseBenchmark;
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
 * Running a published network from an ONNX file, from memory of the caller into memory of the
 * caller; who runs it is up to the subclass.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class OnnxBenchmark extends LanewiseBenchmark {
    /** Name of a {@link io.github.lanewise.models.family.ClassicNetwork}; others have names too. */
    @Param({
        "lenet-5",
        "vgg-28",
        "vgg-16",
        "resnet-50",
        "mobilenet-v1",
        "mobilenet-v2",
        "squeezenet",
        "shufflenet-v2",
        "densenet-121",
        "googlenet"
    })
    public String model;

    /** Images of a call. */
    @Param({"1", "64"})
    public int images;

    /** Threads that share the work. */
    @Param({"1", "2"})
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
    public void run() {
        state.run();
    }

    /** Frees everything and deletes the file. */
    @TearDown
    public void close() {
        state.close();
    }
}
