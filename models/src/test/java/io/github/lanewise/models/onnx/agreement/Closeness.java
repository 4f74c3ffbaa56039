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
 */
record Closeness(double floor, double share) {
    static final Closeness EXACT = new Closeness(0, 0);

    /** For outputs around 1; the floor is for sums whose terms cancel. */
    static final Closeness RELATIVE = new Closeness(1e-5, 1e-4);

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
        for (int i = 0; i < expected.length; i++) {
            if (!near(expected[i], actual[i])) {
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

    private boolean near(float expected, float actual) {
        if (Float.isNaN(expected) || Float.isInfinite(expected)) {
            return Float.compare(expected, actual) == 0;
        }
        return Math.abs((double) expected - actual) <= floor + share * Math.abs(expected);
    }
}
