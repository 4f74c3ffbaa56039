package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.bench.reference.ReferenceConvolution;
import io.github.lanewise.engine.layer.conv.BackwardDataAccess;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvGeometry;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        /** C x K _ R x S _ H x W, then the stride and the padding where they are not 1 and 0. */
        private static final Pattern NAME =
                Pattern.compile("NxN_NxN_N(?:xN)?(?:_sN)?(?:_pN)?".replace("N", "(\\d{1,5})"));

        static Case named(String name) {
            Matcher m = NAME.matcher(name);
            if (!m.matches()) {
                throw new IllegalArgumentException(
                        "The layer '%s' should be like 3x64_7x7_224x160_s2_p3: channels x filters,"
                                        .formatted(name)
                                + " extents of the filter, of the input, stride, padding.");
            }
            int height = number(m, 5, 1);
            Conv2d layer =
                    Conv2d.of(number(m, 2, 1), number(m, 3, 1), number(m, 4, 1))
                            .stride(number(m, 7, 1))
                            .padding(number(m, 8, 0));
            return new Case(layer, Shape.of(number(m, 1, 1), height, number(m, 6, height)));
        }

        private static int number(Matcher m, int group, int otherwise) {
            return Optional.ofNullable(m.group(group)).map(Integer::parseInt).orElse(otherwise);
        }
    }

    /**
     * Input channels x filters, extents of the filter, rows and columns of the input, stride
     * ({@code _s}) and padding ({@code _p}).
     */
    @Param({"1x6_5x5_28_p2", "6x16_5x5_14", "32x32_3x3_28_p1", "64x64_3x3_14_p1"})
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
