package io.github.lanewise.engine.reference;

import java.util.Arrays;

/**
 * How far a float result may be from the reference. u = 2⁻²⁴ is the unit roundoff of float: each
 * operation is off by at most a factor 1 + δ with |δ| ≤ u.
 */
public final class Tolerance {
    /** Unit roundoff of float. */
    public static final double UNIT = 0x1p-24;

    /** Below this, float arithmetic may lose bits to underflow. */
    private static final double UNDERFLOW = 1e-30;

    /** Deviations from the mean that no sum of ours reaches: probability below 2·e⁻⁵⁰ each. */
    private static final double DEVIATIONS = 10;

    private Tolerance() {}

    /**
     * Bound of |float sum − sum| / Σ|terms| for a sum of {@code terms} products in any order.
     *
     * <p>With n terms a term takes part in at most n roundings, so n·u is certain (Higham, Accuracy
     * and Stability of Numerical Algorithms, 2002, ch. 3). Since the roundings are as good as
     * independent, λ√n·u fails with a probability below 2·exp(−λ²/2) per sum (Higham and Mary, SIAM
     * J. Sci. Comput. 41, 2019). The smaller of both; one more for the product and one for storing.
     */
    public static double sum(long terms) {
        return UNIT * (Math.min((double) terms, DEVIATIONS * Math.sqrt((double) terms)) + 2);
    }

    /**
     * Element-wise bounds of sums of {@code terms} products.
     *
     * @param magnitudes Σ|terms| of each sum: the same operation on absolute values
     */
    public static double[] sums(long terms, double[] magnitudes) {
        return relative(sum(terms), magnitudes);
    }

    /** Bounds of {@code relative} times each magnitude. */
    public static double[] relative(double relative, double[] magnitudes) {
        return Arrays.stream(magnitudes).map(m -> relative * Math.abs(m) + UNDERFLOW).toArray();
    }
}
