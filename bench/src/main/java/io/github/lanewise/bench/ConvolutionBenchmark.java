package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.reference.ReferenceConvolution;
import io.github.lanewise.engine.layer.conv.BackwardDataAccess;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Convolutions of one lane group, images in lanes, as the layer runs them: forward with bias, the
 * gradient of the input alone, and the gradients of filters and bias alone.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class ConvolutionBenchmark extends LanewiseBenchmark {
    /** What is computed. */
    public enum Direction {
        /** y from x. */
        FORWARD,
        /** dx from dy. */
        BACKWARD_DATA,
        /** dw from x and dy. */
        BACKWARD_WEIGHTS
    }

    private record Case(Conv2d layer, Shape input) {
        static Case named(String name) {
            return switch (name) {
                case "1x6_5x5_28" -> new Case(Conv2d.of(6, 5).padding(2), Shape.of(1, 28, 28));
                case "6x16_5x5_14" -> new Case(Conv2d.of(16, 5), Shape.of(6, 14, 14));
                case "32x32_3x3_28" -> new Case(Conv2d.of(32, 3).padding(1), Shape.of(32, 28, 28));
                case "64x64_3x3_14" -> new Case(Conv2d.of(64, 3).padding(1), Shape.of(64, 14, 14));
                default ->
                        throw new IllegalArgumentException(
                                "There is no layer '%s' in ConvolutionBenchmark.".formatted(name));
            };
        }
    }

    /** Input channels × filters, extents of the filter, rows and columns of the input. */
    @Param({"1x6_5x5_28", "6x16_5x5_14", "32x32_3x3_28", "64x64_3x3_14"})
    public String layer;

    /** What is computed. */
    @Param public Direction direction;

    private LayerFixture fixture;
    private Runnable pass;
    private long flop;

    /** Fills the buffers and compares the result with the formula. */
    @Setup
    public void prepare() {
        Case c = Case.named(layer);
        fixture = new LayerFixture(c.layer(), c.input(), direction == Direction.BACKWARD_DATA);
        pass =
                switch (direction) {
                    case FORWARD -> fixture::forward;
                    case BACKWARD_DATA ->
                            new BackwardDataAccess(fixture.plan(), fixture.buffers())::compute;
                    case BACKWARD_WEIGHTS -> fixture::backward;
                };
        ConvGeometry g = c.layer().geometry(c.input());
        flop = Flops.convolution(g);
        fixture.forward();
        pass.run();
        check(g);
    }

    private void check(ConvGeometry g) {
        ReferenceConvolution reference = new ReferenceConvolution(g);
        String what = direction + " of " + layer;
        int pixels = g.output().pixels();
        float[] w = fixture.parameter(0);
        switch (direction) {
            case FORWARD ->
                    Agreement.require(
                            what,
                            fixture.y(),
                            reference.forward(fixture.x(), w, fixture.parameter(1)),
                            g.taps());
            case BACKWARD_DATA ->
                    Agreement.require(
                            what,
                            fixture.dx(),
                            reference.inputGradient(fixture.dy(), w),
                            (long) g.output().channels() * g.r() * g.s());
            case BACKWARD_WEIGHTS ->
                    Agreement.require(
                            what,
                            fixture.parameterGradient(0),
                            reference.filterGradient(fixture.x(), fixture.dy()),
                            (long) pixels * Tensor.LANES);
        }
    }

    /** Computes one lane group. */
    @Benchmark
    public void run(FlopCounter counter) {
        pass.run();
        counter.add(flop);
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        fixture.close();
    }
}
