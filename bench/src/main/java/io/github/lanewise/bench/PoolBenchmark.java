package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.reference.ReferencePooling;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.tensor.Shape;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Pooling over windows of 2×2 of the feature maps of LeNet-5, one lane group. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class PoolBenchmark extends LanewiseBenchmark {
    /** What is taken of a window. */
    public enum Kind {
        /** The maximum. */
        MAXIMUM,
        /** The mean. */
        AVERAGE
    }

    /** What is taken of a window. */
    @Param public Kind kind;

    /** Channels × rows × columns of the input. */
    @Param({"6x28x28", "16x10x10"})
    public String input;

    private LayerFixture fixture;
    private long forwardBytes;
    private long backwardBytes;

    /** Fills the buffers and compares the results with plain pooling. */
    @Setup
    public void prepare() {
        String[] extents = input.split("x", 3);
        Shape shape =
                Shape.of(
                        Integer.parseInt(extents[0]),
                        Integer.parseInt(extents[1]),
                        Integer.parseInt(extents[2]));
        boolean maximum = kind == Kind.MAXIMUM;
        Layer layer = maximum ? MaxPool2d.of(2) : AveragePool2d.of(2);
        Shape output = layer.outputShape(shape);
        forwardBytes = LayerFixture.bytes(shape, 1) + LayerFixture.bytes(output, 1);
        // The maximum also reads x and y, to find where it was.
        int buffers = maximum ? 2 : 1;
        backwardBytes = LayerFixture.bytes(shape, buffers) + LayerFixture.bytes(output, buffers);
        fixture = new LayerFixture(layer, shape, true);
        fixture.forward();
        fixture.backward();
        ReferencePooling reference = new ReferencePooling(shape, maximum);
        String what = kind + " over " + input;
        Agreement.require(what, fixture.y(), reference.forward(fixture.x()), 4);
        double[] dx = reference.inputGradient(fixture.x(), fixture.dy());
        Agreement.require("the gradient of " + what, fixture.dx(), dx, 4);
        IdleThreads.warmUp(fixture::forward);
        IdleThreads.warmUp(fixture::backward);
    }

    /** Computes y. */
    @Benchmark
    public void forward(ByteCounter counter) {
        fixture.forward();
        counter.add(forwardBytes);
    }

    /** Computes dx. */
    @Benchmark
    public void backward(ByteCounter counter) {
        fixture.backward();
        counter.add(backwardBytes);
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        fixture.close();
    }
}
