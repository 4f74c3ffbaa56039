package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.reference.ReferenceConvolution;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The dense layers of LeNet-5, one lane group; backward are the gradients of input and weights. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class DenseBenchmark extends LanewiseBenchmark {
    /** Inputs × outputs. */
    @Param({"400x120", "120x84", "84x10"})
    public String layer;

    private LayerFixture fixture;
    private long flop;

    /** Fills the buffers and compares the results with the formula. */
    @Setup
    public void prepare() {
        String[] extents = layer.split("x", 2);
        int inputs = Integer.parseInt(extents[0]);
        int outputs = Integer.parseInt(extents[1]);
        Shape input = Shape.vector(inputs);
        flop = Flops.dense(inputs, outputs);
        fixture = new LayerFixture(Dense.of(outputs), input, true);
        fixture.forward();
        fixture.backward();
        ReferenceConvolution reference =
                new ReferenceConvolution(Conv2d.of(outputs, 1).geometry(input));
        float[] x = fixture.x();
        float[] dy = fixture.dy();
        float[] w = fixture.parameter(0);
        double[] y = reference.forward(x, w, fixture.parameter(1));
        Agreement.require("y of " + layer, fixture.y(), y, inputs);
        double[] dx = reference.inputGradient(dy, w);
        Agreement.require("dx of " + layer, fixture.dx(), dx, outputs);
        double[] dw = reference.filterGradient(x, dy);
        Agreement.require("dw of " + layer, fixture.parameterGradient(0), dw, Tensor.LANES);
        IdleThreads.warmUp(fixture::forward);
        IdleThreads.warmUp(fixture::backward);
    }

    /** Computes y. */
    @Benchmark
    public void forward(FlopCounter counter) {
        fixture.forward();
        counter.add(flop);
    }

    /** Computes dx, dw and the gradient of the bias. */
    @Benchmark
    public void backward(FlopCounter counter) {
        fixture.backward();
        counter.add(2 * flop);
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        fixture.close();
    }
}
