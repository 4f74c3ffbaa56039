package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.Agreement;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.ParameterRange;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The update of all parameters of LeNet-5 by one thread. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class OptimizerBenchmark extends LanewiseBenchmark {
    private static final int PARAMETERS = 61_706;
    private static final double MOMENTUM = 0.9;

    /** So small that the parameters keep their size through any number of steps. */
    private static final double RATE = 1e-9;

    /** So large that the first step changes a parameter much. */
    private static final double CHECKED_RATE = 0.1;

    /** Which rule. */
    public enum Kind {
        /** {@link Sgd} with momentum. */
        SGD_MOMENTUM,
        /** {@link Adam}. */
        ADAM
    }

    /** Which rule. */
    @Param public Kind kind;

    private Workspace workspace;
    private Optimizer optimizer;
    private ParameterRange range;
    private MemorySegment[] state;
    private long step;

    /** Fills the buffers and compares the first step with the formula. */
    @Setup
    public void prepare() {
        workspace = new Workspace();
        int floats = Math.ceilDiv(PARAMETERS, Tensor.LANES) * Tensor.LANES;
        SplittableRandom random = new SplittableRandom(1);
        float[] w = uniform(floats, random);
        float[] g = uniform(floats, random);
        optimizer =
                switch (kind) {
                    case SGD_MOMENTUM -> Sgd.withMomentum(MOMENTUM);
                    case ADAM -> Adam.standard();
                };
        range = new ParameterRange(copied(w), copied(g), 0, 4L * floats);
        state = new MemorySegment[optimizer.stateFloats()];
        Arrays.setAll(state, i -> workspace.floats(floats));
        optimizer.update(range, state, CHECKED_RATE, step++);
        double[] expected = new double[floats];
        // The first step of momentum is the gradient; that of Adam is its sign, as m / √v = g /
        // |g|.
        for (int i = 0; i < floats; i++) {
            double change = kind == Kind.ADAM ? g[i] / (Math.abs(g[i]) + 1e-8) : g[i];
            expected[i] = w[i] - CHECKED_RATE * change;
        }
        float[] actual = range.values().toArray(ValueLayout.JAVA_FLOAT);
        Agreement.require("the first step of " + kind, actual, expected, 4);
        IdleThreads.warmUp(() -> optimizer.update(range, state, RATE, step++));
    }

    private static float[] uniform(int count, SplittableRandom random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private MemorySegment copied(float[] values) {
        MemorySegment floats = workspace.floats(values.length);
        MemorySegment.copy(values, 0, floats, ValueLayout.JAVA_FLOAT, 0, values.length);
        return floats;
    }

    /** Reads parameters and gradients, reads and writes the state, writes the parameters. */
    @Benchmark
    public void update(ByteCounter counter) {
        optimizer.update(range, state, RATE, step++);
        counter.add(range.to() * (3 + 2L * state.length));
    }

    /** Frees the buffers. */
    @TearDown
    public void close() {
        workspace.close();
    }
}
