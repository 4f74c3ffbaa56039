package io.github.lanewise.bench.reference;

import io.github.lanewise.bench.measure.Notes;

/** Compares what a benchmark computes with a plain reference, before anything is measured. */
public final class Agreement {
    /** 2^-24, half the distance of 1 to the next float. */
    private static final double ROUNDING = 0x1p-24;

    private static final double SAFETY = 8;

    private Agreement() {}

    /**
     * Checks that the largest error is what rounding explains: the errors of a sum of n terms of
     * either sign grow as √n, in units of the rounding of the largest result.
     *
     * @param what the computation, for the message
     * @param actual results of the engine
     * @param expected results in double precision, as many
     * @param terms n, of each result
     * @throws IllegalStateException if an error is larger, or a result is not a number
     */
    public static void require(String what, float[] actual, double[] expected, long terms) {
        if (actual.length != expected.length) {
            throw new IllegalStateException(
                    "There are %d results of %s instead of %d."
                            .formatted(actual.length, what, expected.length));
        }
        double largest = 0;
        double error = 0;
        for (int i = 0; i < actual.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            // Math.max keeps a NaN.
            error = Math.max(error, Math.abs(actual[i] - expected[i]));
        }
        Notes.largest("error", error / largest);
        double allowed = SAFETY * Math.sqrt((double) terms) * ROUNDING * largest;
        if (!(error <= allowed)) {
            throw new IllegalStateException(
                    "The largest error of %s is %.2g, but rounding explains %.2g: what is wrong is"
                                    .formatted(what, error, allowed)
                            + " not worth measuring.");
        }
    }
}
