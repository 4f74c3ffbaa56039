package io.github.lanewise.engine.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.reference.ReferenceUnary;
import io.github.lanewise.engine.reference.Values;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Functions of one number against double precision, over all magnitudes. */
final class UnaryKernelTest {
    private static final double RELATIVE = 1e-6;
    private static final double ABSOLUTE = 1e-7;
    private static final int SAMPLES = 1 << 16;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Provide
    Arbitrary<Activation> activations() {
        return Arbitraries.of(ReferenceUnary.all());
    }

    @Test
    void allFunctionsAreNearTheReference() {
        for (Activation activation : ReferenceUnary.all()) {
            assertNear(activation, line(-110, 95), RELATIVE, ABSOLUTE);
            assertNear(activation, line(-4, 4), RELATIVE, ABSOLUTE);
            assertNear(activation, magnitudes(), RELATIVE, ABSOLUTE);
        }
    }

    /** Not only near 0 in absolute terms. */
    @Test
    void smallResultsAreAccurateToo() {
        List<UnaryFunction> all =
                List.of(
                        UnaryFunction.ELU,
                        UnaryFunction.SELU,
                        UnaryFunction.TANH,
                        UnaryFunction.SOFTPLUS,
                        UnaryFunction.SIGMOID);
        for (Activation activation : ReferenceUnary.all()) {
            if (all.contains(activation.function())) {
                assertNear(activation, line(-80, 80), RELATIVE, 0);
                assertNear(activation, line(-1, 1), RELATIVE, 0);
                assertNear(activation, magnitudes(), RELATIVE, 1e-37);
            }
        }
    }

    @Test
    void exponentialsReachFromZeroToInfinity() {
        Activation exponential = Activation.of(UnaryFunction.EXPONENTIAL);
        assertNear(exponential, line(-87.3f, 88.72f), 3e-7, 0);
        assertNear(exponential, line(-104.5f, -87.3f), 3e-7, 2 * Float.MIN_VALUE);
        float[] far = {88.73f, 89, 1e30f, INFINITY, -103.98f, -105, -1e30f, -INFINITY, -0f};
        assertThat(apply(exponential, far))
                .containsExactly(INFINITY, INFINITY, INFINITY, INFINITY, 0, 0, 0, 0, 1);
    }

    @Test
    void infinitiesAreLimits() {
        for (Activation activation : ReferenceUnary.all()) {
            float[] y = apply(activation, INFINITY, -INFINITY);
            assertThat((double) y[0])
                    .as("%s of infinity", activation)
                    .isEqualTo(ReferenceUnary.apply(activation, INFINITY));
            assertThat((double) y[1])
                    .as("%s of -infinity", activation)
                    .isCloseTo(ReferenceUnary.apply(activation, -INFINITY), within(1e-6));
        }
    }

    /** Whatever bits it has. */
    @Property(tries = 200)
    void notANumberStaysSo(
            @ForAll("activations") Activation activation,
            @ForAll @IntRange(min = 1, max = 0x7FFFFF) int payload,
            @ForAll boolean negative) {
        float nan = Float.intBitsToFloat((negative ? 0xFF800000 : 0x7F800000) | payload);
        float[] x = new float[Lanes.COUNT + 1];
        Arrays.fill(x, nan);
        for (float y : apply(activation, x)) {
            assertThat(y).as("%s of NaN", activation).isNaN();
        }
    }

    @Test
    void squareRootsAreRoundedRight() {
        float[] x = magnitudes();
        float[] expected =
                Values.narrow(
                        ReferenceUnary.apply(
                                Activation.of(UnaryFunction.SQUARE_ROOT), Values.widen(x)));
        assertThat(apply(Activation.of(UnaryFunction.SQUARE_ROOT), x)).isEqualTo(expected);
    }

    /** The same number gives the same bits at any place, and nothing is written beside them. */
    @Property(tries = 200)
    void resultsDoNotDependOnThePlace(
            @ForAll("activations") Activation activation,
            @ForAll @IntRange(min = 0, max = 70) int count,
            @ForAll @IntRange(min = 0, max = 3) int before,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        float[] x = Values.uniform(seed, count);
        float[] alone = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] *= 9;
            alone[i] = apply(activation, x[i])[0];
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(4L * (count + before + 1), 64);
            from.fill((byte) 1);
            MemorySegment.copy(x, 0, from, ValueLayout.JAVA_FLOAT, 4L * before, count);
            MemorySegment to = inPlace ? from : arena.allocate(4L * (count + 2), 64);
            long offset = inPlace ? 4L * before : 4;
            float marker = to.get(ValueLayout.JAVA_FLOAT, offset + 4L * count);
            UnaryKernel.apply(activation, from, 4L * before, to, offset, count);
            float[] y = to.asSlice(offset, 4L * count).toArray(ValueLayout.JAVA_FLOAT);
            assertThat(y).isEqualTo(alone);
            assertThat(to.get(ValueLayout.JAVA_FLOAT, offset + 4L * count)).isEqualTo(marker);
        }
    }

    private static float[] line(float from, float to) {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            x[i] = (float) (from + ((double) to - from) * i / (SAMPLES - 1));
        }
        return x;
    }

    /** Numbers from 1e-44 to 3e38, as many in each factor of two, of both signs. */
    private static float[] magnitudes() {
        float[] x = new float[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double magnitude = StrictMath.pow(10, -44 + 82.5 * i / SAMPLES);
            x[i] = (float) (i % 2 == 0 ? magnitude : -magnitude);
        }
        return x;
    }

    private static void assertNear(
            Activation activation, float[] x, double relative, double absolute) {
        float[] y = apply(activation, x);
        for (int i = 0; i < x.length; i++) {
            double expected = ReferenceUnary.apply(activation, x[i]);
            boolean same = Float.compare((float) expected + 0f, y[i] + 0f) == 0;
            double bound = relative * Math.abs(expected) + absolute;
            if (!same && !(Math.abs(y[i] - expected) <= bound)) {
                throw new AssertionError(
                        "%s of %s is %s, not %s".formatted(activation, x[i], y[i], expected));
            }
        }
    }

    private static float[] apply(Activation activation, float... x) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment from = arena.allocate(4L * x.length, 64);
            MemorySegment.copy(x, 0, from, ValueLayout.JAVA_FLOAT, 0, x.length);
            MemorySegment to = arena.allocate(4L * x.length, 64);
            UnaryKernel.apply(activation, from, 0, to, 0, x.length);
            return to.toArray(ValueLayout.JAVA_FLOAT);
        }
    }
}
