package io.github.lanewise.engine.reference;

/** Compares results with the reference, element by element. */
public final class Closeness {
    private Closeness() {}

    /** Fails unless all elements are equal. A NaN fails. */
    public static void assertExact(String what, float[] actual, double[] expected) {
        assertWithin(what, actual, expected, new double[expected.length]);
    }

    /** Fails unless all elements are equal. A NaN fails. */
    public static void assertExact(String what, float[] actual, float[] expected) {
        assertExact(what, actual, Values.widen(expected));
    }

    /**
     * Fails unless |actual − expected| ≤ bound at every element. A NaN fails.
     *
     * @param what name of the array, for the message
     */
    public static void assertWithin(
            String what, float[] actual, double[] expected, double[] bounds) {
        if (actual.length != expected.length || bounds.length != expected.length) {
            throw new AssertionError(
                    "%s has %d elements instead of %d (%d bounds)"
                            .formatted(what, actual.length, expected.length, bounds.length));
        }
        int wrong = 0;
        int worst = -1;
        double worstRatio = -1;
        for (int i = 0; i < actual.length; i++) {
            double error = Math.abs(actual[i] - expected[i]);
            boolean right = error <= bounds[i] || actual[i] == expected[i];
            double ratio = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error / bounds[i];
            if (!right) {
                wrong++;
                worst = ratio > worstRatio ? i : worst;
                worstRatio = Math.max(ratio, worstRatio);
            }
        }
        if (wrong > 0) {
            throw new AssertionError(
                    "%s: %d of %d elements are wrong, worst at %d: %s instead of %s ± %s"
                            .formatted(
                                    what,
                                    wrong,
                                    actual.length,
                                    worst,
                                    actual[worst],
                                    expected[worst],
                                    bounds[worst]));
        }
    }
}
