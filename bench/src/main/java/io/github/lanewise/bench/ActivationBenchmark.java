package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.tensor.Shape;
import java.util.function.DoubleUnaryOperator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Activations of the first feature map of LeNet-5, one lane group, not in place. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class ActivationBenchmark extends LanewiseBenchmark {
    private static final Shape SHAPE = Shape.of(6, 28, 28);

    /** An activation has a rounding or two per operation, some ten operations in all. */
    private static final int ROUNDINGS = 16;

    /** Which function. */
    public enum Kind {
        /** max(x, 0). */
        RELU,
        /** Hyperbolic tangent. */
        TANH
    }

    /** Which function. */
    @Param public Kind kind;

    private LayerFixture fixture;

    /** Fills the buffers and compares the results with the JDK's functions. */
    @Setup
    public void prepare() {
        boolean relu = kind == Kind.RELU;
        fixture = new LayerFixture(relu ? new Relu() : new Tanh(), SHAPE, true);
        fixture.forward();
        fixture.backward();
        DoubleUnaryOperator function = relu ? x -> Math.max(x, 0) : Math::tanh;
        DoubleUnaryOperator slope =
                relu ? x -> x > 0 ? 1 : 0 : x -> 1 - Math.tanh(x) * Math.tanh(x);
        double[] y = new double[fixture.x().length];
        double[] dx = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = function.applyAsDouble(fixture.x()[i]);
            dx[i] = fixture.dy()[i] * slope.applyAsDouble(fixture.x()[i]);
        }
        Agreement.require("y of " + kind, fixture.y(), y, ROUNDINGS);
        Agreement.require("dx of " + kind, fixture.dx(), dx, ROUNDINGS);
        IdleThreads.warmUp(fixture::forward);
        IdleThreads.warmUp(fixture::backward);
    }

    /** Reads x, writes y. */
    @Benchmark
    public void forward(ByteCounter counter) {
        fixture.forward();
        counter.add(LayerFixture.bytes(SHAPE, 2));
    }

    /** Reads y and dy, writes dx. */
    @Benchmark
    public void backward(ByteCounter counter) {
        fixture.backward();
        counter.add(LayerFixture.bytes(SHAPE, 3));
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        fixture.close();
    }
}
