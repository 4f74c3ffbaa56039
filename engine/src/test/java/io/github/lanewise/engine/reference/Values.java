package io.github.lanewise.engine.reference;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Arrays of test values; the same seed gives the same values. */
public final class Values {
    private Values() {}

    /** {@code count} floats, uniform in [−1, 1). */
    public static float[] uniform(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    /** {@code count} whole numbers from −{@code limit} to {@code limit}; many of them equal. */
    public static float[] integers(long seed, int count, int limit) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextInt(-limit, limit + 1);
        }
        return values;
    }

    /** {@code count} labels below {@code classes}. */
    public static int[] labels(long seed, int count, int classes) {
        return new SplittableRandom(seed).ints(count, 0, classes).toArray();
    }

    /** The same values as doubles. */
    public static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** The nearest floats. */
    public static float[] narrow(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    /** Absolute values. */
    public static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }

    /** Σ aᵢbᵢ. */
    public static double dot(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "A dot product needs equal lengths, not " + a.length + " and " + b.length);
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
