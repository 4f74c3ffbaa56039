package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Exponential and hyperbolic tangent against {@link StrictMath}, over all magnitudes. */
final class VectorMathTest {
    /** As promised by {@link VectorMath#exp}. */
    private static final double EXP_ERROR = 2e-7;

    /** As promised by {@link VectorMath#tanh}. */
    private static final double TANH_ERROR = 3e-7;

    private static final int SAMPLES = 1 << 17;

    /** A function of all vectors of a memory, in place. */
    @FunctionalInterface
    private interface VectorFunction {
        void apply(MemorySegment memory);
    }

    private static void exp(MemorySegment memory) {
        int[] offsets = new int[Math.toIntExact(memory.byteSize() / Lanes.BYTES)];
        Arrays.setAll(offsets, i -> i * Lanes.BYTES);
        VectorMath.exp(memory, offsets);
    }

    private static void tanh(MemorySegment memory) {
        VectorMath.tanh(memory, memory);
    }

    @Test
    void expIsWithinItsRelativeError() {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) (-87 + (87.0 + 88.0) * i / (SAMPLES - 1));
        }
        assertRelativeError(x, VectorMathTest::exp, StrictMath::exp, EXP_ERROR);
        assertRelativeError(magnitudes(87), VectorMathTest::exp, StrictMath::exp, EXP_ERROR);
    }

    @Test
    void tanhIsWithinItsRelativeError() {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) (-10 + 20.0 * i / (SAMPLES - 1));
        }
        assertRelativeError(x, VectorMathTest::tanh, StrictMath::tanh, TANH_ERROR);
        assertRelativeError(magnitudes(1e30), VectorMathTest::tanh, StrictMath::tanh, TANH_ERROR);
    }

    @Test
    void expOfSpecialValues() {
        assertThat(apply(VectorMathTest::exp, 0f, -0f)).containsExactly(1, 1);
        float[] limits = {Float.NEGATIVE_INFINITY, -1e30f, -87, 88, 1e30f, Float.POSITIVE_INFINITY};
        float[] result = apply(VectorMathTest::exp, limits);
        assertThat(result[0]).isEqualTo(result[1]).isEqualTo(result[2]).isPositive();
        assertThat(result[3]).isEqualTo(result[4]).isEqualTo(result[5]).isLessThan(3e38f);
        assertThat(apply(VectorMathTest::exp, Float.NaN)).containsExactly(Float.NaN);
    }

    @Test
    void tanhOfSpecialValues() {
        assertThat(apply(VectorMathTest::tanh, 0f)).containsExactly(0);
        assertThat(
                        apply(
                                VectorMathTest::tanh,
                                Float.POSITIVE_INFINITY,
                                1e30f,
                                20,
                                Float.NEGATIVE_INFINITY))
                .containsExactly(1, 1, 1, -1);
        assertThat(apply(VectorMathTest::tanh, Float.NaN)).containsExactly(Float.NaN);
        assertThat(apply(VectorMathTest::tanh, Float.MIN_VALUE, -1e-40f))
                .containsExactly(Float.MIN_VALUE, -1e-40f);
    }

    @Test
    void tanhIsOddAndNeverAboveOne() {
        float[] positive = magnitudes(50);
        float[] negative = positive.clone();
        for (int i = 0; i < negative.length; i++) {
            negative[i] = -positive[i];
        }
        float[] up = apply(VectorMathTest::tanh, positive);
        float[] down = apply(VectorMathTest::tanh, negative);
        for (int i = 0; i < up.length; i++) {
            assertThat(down[i]).isEqualTo(-up[i]);
            assertThat(Math.abs(up[i])).isLessThanOrEqualTo(1);
        }
    }

    /** Numbers from 1e−30 to {@code limit}, as many in each factor of two, of both signs. */
    private static float[] magnitudes(double limit) {
        float[] x = new float[SAMPLES];
        double step = StrictMath.log(limit / 1e-30) / SAMPLES;
        for (int i = 0; i < SAMPLES; i++) {
            double magnitude = 1e-30 * StrictMath.exp(step * i);
            x[i] = (float) (i % 2 == 0 ? magnitude : -magnitude);
        }
        return x;
    }

    private static float[] apply(VectorFunction function, float... x) {
        int padded = Math.ceilDiv(x.length, Lanes.COUNT) * Lanes.COUNT;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(4L * padded, 64);
            MemorySegment.copy(x, 0, memory, ValueLayout.JAVA_FLOAT, 0, x.length);
            function.apply(memory);
            return Arrays.copyOf(memory.toArray(ValueLayout.JAVA_FLOAT), x.length);
        }
    }

    private static void assertRelativeError(
            float[] x, VectorFunction function, DoubleUnaryOperator exact, double bound) {
        float[] y = apply(function, x);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            double expected = exact.applyAsDouble(x[i]);
            double error = Math.abs(y[i] - expected) / Math.abs(expected);
            if (!(error <= worst)) {
                worst = error;
                at = i;
            }
        }
        assertThat(worst).as("relative error, worst at x = %s", x[at]).isLessThan(bound);
    }
}
