package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Powers against {@link StrictMath#pow}, whose special cases are those of C. */
final class VectorPowerTest {
    /** As promised by {@link VectorPower#magnitude}. */
    private static final double ERROR = 4e-7;

    private static final float[] SPECIAL = {
        0f,
        -0f,
        1f,
        -1f,
        2f,
        -2f,
        3f,
        -3f,
        0.5f,
        -0.5f,
        2.5f,
        -2.5f,
        0x1p23f,
        -0x1p23f,
        0x1p23f + 1,
        -0x1p23f - 1,
        0x1p24f - 1,
        1 - 0x1p24f,
        0x1p24f + 2,
        1e30f,
        -1e30f,
        1e-30f,
        -1e-30f,
        Float.MIN_VALUE,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN
    };

    @Test
    void specialValues() {
        int count = SPECIAL.length * SPECIAL.length;
        float[] x = new float[count];
        float[] b = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = SPECIAL[i / SPECIAL.length];
            b[i] = SPECIAL[i % SPECIAL.length];
        }
        float[] y = power(x, b);
        for (int i = 0; i < count; i++) {
            // Java says NaN where C says 1.
            boolean one = x[i] == 1 || (x[i] == -1 && Float.isInfinite(b[i]));
            float expected = one ? 1 : (float) StrictMath.pow(x[i], b[i]);
            boolean exact = expected == 0 || !Float.isFinite(expected);
            boolean right =
                    exact
                            ? Float.compare(y[i], expected) == 0
                            : Math.abs(y[i] - expected) <= ERROR * Math.abs(expected);
            assertThat(right).as("%s ^ %s = %s, not %s", x[i], b[i], expected, y[i]).isTrue();
        }
    }

    /** Any result from the least to the largest normal float, of bases of any size. */
    @Test
    void isWithinItsRelativeError() {
        SplittableRandom random = new SplittableRandom(1);
        int count = 1 << 17;
        float[] x = new float[count];
        float[] b = new float[count];
        for (int i = 0; i < count; i++) {
            double spread = StrictMath.pow(2, random.nextInt(-20, 8));
            double log = random.nextDouble(-1, 1) * spread;
            x[i] = (float) Math.clamp(StrictMath.exp(log), Float.MIN_NORMAL, Float.MAX_VALUE);
            b[i] = (float) (random.nextDouble(-87, 88) / StrictMath.log(x[i]));
        }
        assertRelativeError(x, b);
    }

    @Test
    void usualExponents() {
        int count = 1 << 12;
        for (float exponent : new float[] {-0.75f, 0.25f, 0.5f, -1, 2, 3, -0.3f}) {
            float[] x = new float[count];
            float[] b = new float[count];
            for (int i = 0; i < count; i++) {
                x[i] = 1e-3f * (i + 1);
            }
            Arrays.fill(b, exponent);
            assertRelativeError(x, b);
        }
    }

    private static void assertRelativeError(float[] x, float[] b) {
        float[] y = power(x, b);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < x.length; i++) {
            double expected = StrictMath.pow(x[i], b[i]);
            boolean normal =
                    expected >= Float.MIN_NORMAL && expected <= Float.MAX_VALUE && b[i] != 0;
            double error = normal ? Math.abs(y[i] - expected) / expected : 0;
            if (!(error <= worst)) {
                worst = error;
                at = i;
            }
        }
        assertThat(worst).as("relative error of %s ^ %s", x[at], b[at]).isLessThan(ERROR);
    }

    /** One exponent for all vectors, in place. */
    @Test
    void magnitudesOfOneExponent() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment x = arena.allocate(3L * Lanes.BYTES, 64);
            MemorySegment b = arena.allocate(2L * Lanes.BYTES, 64);
            for (int i = 0; i < 3 * Lanes.COUNT; i++) {
                x.setAtIndex(ValueLayout.JAVA_FLOAT, i, -i);
            }
            for (int i = 0; i < Lanes.COUNT; i++) {
                b.setAtIndex(ValueLayout.JAVA_FLOAT, Lanes.COUNT + i, 2);
            }
            VectorPower.magnitude(x, 0, b, Lanes.BYTES, 0, x, 0, 3);
            for (int i = 0; i < 3 * Lanes.COUNT; i++) {
                assertThat(x.getAtIndex(ValueLayout.JAVA_FLOAT, i))
                        .isBetween(i * i * (1 - (float) ERROR), i * i * (1 + (float) ERROR));
            }
        }
    }

    private static float[] power(float[] x, float[] b) {
        int vectors = Math.ceilDiv(x.length, Lanes.COUNT);
        long bytes = (long) vectors * Lanes.BYTES;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bases = arena.allocate(bytes, 64);
            MemorySegment exponents = arena.allocate(bytes, 64);
            MemorySegment y = arena.allocate(bytes, 64);
            MemorySegment.copy(x, 0, bases, ValueLayout.JAVA_FLOAT, 0, x.length);
            MemorySegment.copy(b, 0, exponents, ValueLayout.JAVA_FLOAT, 0, b.length);
            VectorPower.power(bases, 0, exponents, 0, Lanes.BYTES, y, 0, vectors);
            return Arrays.copyOf(y.toArray(ValueLayout.JAVA_FLOAT), x.length);
        }
    }
}
