package io.github.lanewise.models.onnx.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.models.onnx.write.OnnxRuntime.Values;
import java.util.Map;
import java.util.Objects;

/**
 * How far numbers may be apart.
 *
 * @param floor difference that is always allowed
 * @param share of the expected number that is allowed beyond
 * @param largestShare share of the output's largest magnitude that is allowed beyond: a sum whose
 *     terms cancel is as inexact as its neighbours whose terms do not
 */
record Closeness(double floor, double share, double largestShare) {
    static final Closeness EXACT = new Closeness(0, 0, 0);

    /** For outputs around 1; the floor is for outputs whose sums all cancel. */
    static final Closeness RELATIVE = of(1e-5);

    static Closeness of(double floor) {
        return new Closeness(floor, 1e-4, 2e-6);
    }

    void check(Map<String, Values> expected, Map<String, Values> actual, String what) {
        assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
        expected.forEach((name, values) -> {
            String output = what + ", output " + name;
            Values other = Objects.requireNonNull(actual.get(name));
            assertThat(other.extents()).as(output).isEqualTo(values.extents());
            check(values.toArray(), other.toArray(), output);
        });
    }

    private void check(float[] expected, float[] actual, String what) {
        double slack = floor + largestShare * largest(expected);
        for (int i = 0; i < expected.length; i++) {
            if (!near(expected[i], actual[i], slack)) {
                throw new AssertionError(
                        what
                                + ": element "
                                + i
                                + " of "
                                + expected.length
                                + " is "
                                + actual[i]
                                + ", but ONNX Runtime has "
                                + expected[i]);
            }
        }
    }

    /** Returns the largest magnitude of the finite values, 0 if there is none. */
    private static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private boolean near(float expected, float actual, double slack) {
        if (Float.isNaN(expected) || Float.isInfinite(expected)) {
            return Float.compare(expected, actual) == 0;
        }
        return Math.abs((double) expected - actual) <= slack + share * Math.abs(expected);
    }
}
