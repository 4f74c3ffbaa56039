package io.github.lanewise.bench.convolution;

import io.github.lanewise.bench.FlopCounter;
import io.github.lanewise.bench.Flops;
import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.reference.ConvolutionSample;
import io.github.lanewise.bench.shape.ConvShape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A convolution in one direction; who computes it is up to the subclass. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public abstract class ConvolutionBenchmark extends LanewiseBenchmark {
    /** Extents as {@link ConvShape#named} reads them. */
    @Param({"1x6_5x5_28_p2_n16", "6x16_5x5_14_n16", "32x32_3x3_28_p1_n16", "64x64_3x3_14_p1_n16"})
    public String layer;

    /** What is computed. */
    @Param public Direction direction;

    /** Where the activations come from. */
    @Param("OWN")
    public DataLayout layout;

    /** Threads that share the work. */
    @Param("1")
    public int threads;

    private ConvolutionSubject subject;
    private long flop;

    /**
     * Makes what is measured.
     *
     * @throws IllegalArgumentException if the subject cannot compute such a layer
     */
    protected abstract ConvolutionSubject subject(
            ConvolutionData data, Direction what, int threadCount);

    /** Computes once and compares the result with the formula. */
    @Setup
    public void prepare() {
        ConvShape shape = ConvShape.named(layer);
        ConvolutionData data = new ConvolutionData(shape);
        flop = Flops.convolution(shape);
        subject = subject(data, direction, threads);
        Notes.add("implementation", subject.implementation());
        compute();
        new ConvolutionSample(data, direction)
                .require(direction + " of " + layer, subject.result(layout == DataLayout.NCHW));
        IdleThreads.warmUp(this::compute, flop);
    }

    private void compute() {
        if (layout == DataLayout.OWN) {
            subject.run();
        } else {
            subject.runFromNchw();
        }
    }

    /** Computes the batch. */
    @Benchmark
    public void run(FlopCounter counter) {
        compute();
        counter.add(flop);
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        subject.close();
    }
}
