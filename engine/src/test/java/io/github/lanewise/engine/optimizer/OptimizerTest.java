package io.github.lanewise.engine.optimizer;

import static io.github.lanewise.engine.reference.Closeness.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.ReferenceAdam;
import io.github.lanewise.engine.reference.ReferenceSgd;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class OptimizerTest {
    private static final int STEPS = 12;

    /** Roundings that one step may add to a parameter of magnitude 1; the formulas have fewer. */
    private static final double ROUNDINGS_PER_STEP = 16;

    /** One step of the oracle. */
    @FunctionalInterface
    private interface ReferenceStep {
        void step(double[] parameters, double[] gradients, double learningRate);
    }

    @Property(tries = 100)
    void sgdIsPyTorchs(
            @ForAll @IntRange(min = 1, max = 9) int vectors,
            @ForAll @DoubleRange(min = 0, max = 0.99) double momentum,
            @ForAll boolean lookAhead,
            @ForAll @DoubleRange(min = 0, max = 0.1) double weightDecay,
            @ForAll long seed) {
        boolean nesterov = lookAhead && momentum > 0;
        int count = vectors * Lanes.COUNT;
        assertSteps(
                new Sgd(momentum, nesterov, weightDecay),
                new ReferenceSgd(count, momentum, nesterov, weightDecay)::step,
                count,
                seed);
    }

    @Property(tries = 100)
    void adamIsPyTorchs(
            @ForAll @IntRange(min = 1, max = 9) int vectors,
            @ForAll boolean decoupled,
            @ForAll @DoubleRange(min = 0, max = 0.1) double weightDecay,
            @ForAll long seed) {
        int count = vectors * Lanes.COUNT;
        assertSteps(
                new Adam(0.9, 0.999, 1e-8, weightDecay, decoupled),
                new ReferenceAdam(count, weightDecay, decoupled)::step,
                count,
                seed);
    }

    @Test
    void theNamedOptimizersHaveTheUsualConstants() {
        assertThat(Sgd.plain()).isEqualTo(new Sgd(0, false, 0));
        assertThat(Sgd.withMomentum(0.9)).isEqualTo(new Sgd(0.9, false, 0));
        assertThat(Adam.standard()).isEqualTo(new Adam(0.9, 0.999, 1e-8, 0, false));
        assertThat(Adam.decoupled(0.01)).isEqualTo(new Adam(0.9, 0.999, 1e-8, 0.01, true));
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused(() -> new Sgd(1, false, 0), "1.0");
        assertRefused(() -> new Sgd(-0.1, false, 0), "-0.1");
        assertRefused(() -> new Sgd(Double.NaN, false, 0), "NaN");
        assertRefused(() -> new Sgd(0, true, 0), "momentum");
        assertRefused(() -> new Sgd(0.9, true, -1), "-1.0");
        assertRefused(() -> new Adam(1, 0.9, 1e-8, 0, false), "1.0");
        assertRefused(() -> new Adam(0.9, Double.NaN, 1e-8, 0, false), "NaN");
        assertRefused(() -> new Adam(0.9, 0.9, 0, 0, false), "epsilon");
        assertRefused(() -> new Adam(0.9, 0.9, 1e-8, -1, true), "-1.0");
    }

    /** Runs both on the same gradients; the vectors around the range stay as they are. */
    private static void assertSteps(
            Optimizer optimizer, ReferenceStep reference, int count, long seed) {
        double learningRate = 0.05;
        float[] start = Values.uniform(seed, count);
        double[] expected = Values.widen(start);
        long from = Lanes.BYTES;
        long bytes = 4L * count;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment[] memory = new MemorySegment[2 + optimizer.stateFloats()];
            Arrays.setAll(memory, i -> arena.allocate(bytes + 2 * from, 64));
            MemorySegment values = memory[0].asSlice(from, bytes);
            MemorySegment gradients = memory[1].asSlice(from, bytes);
            MemorySegment[] state = Arrays.copyOfRange(memory, 2, memory.length);
            ParameterRange range = new ParameterRange(memory[0], memory[1], from, from + bytes);
            MemorySegment.copy(start, 0, values, ValueLayout.JAVA_FLOAT, 0, count);
            for (int step = 0; step < STEPS; step++) {
                float[] gradient = Values.uniform(seed + 1 + step, count);
                MemorySegment.copy(gradient, 0, gradients, ValueLayout.JAVA_FLOAT, 0, count);
                optimizer.update(range, state, learningRate, step);
                reference.step(expected, Values.widen(gradient), learningRate);
            }
            double[] ones = new double[count];
            Arrays.fill(ones, 1);
            assertWithin(
                    "parameters",
                    values.toArray(ValueLayout.JAVA_FLOAT),
                    expected,
                    Tolerance.relative(STEPS * ROUNDINGS_PER_STEP * Tolerance.UNIT, ones));
            for (MemorySegment segment : memory) {
                assertZero(segment.asSlice(0, from));
                assertZero(segment.asSlice(from + bytes));
            }
        }
    }

    private static void assertZero(MemorySegment segment) {
        assertThat(segment.toArray(ValueLayout.JAVA_FLOAT)).containsOnly(0f);
    }

    private static void assertRefused(Runnable creation, String part) {
        assertThatThrownBy(creation::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }
}
