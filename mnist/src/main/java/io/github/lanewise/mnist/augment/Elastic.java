package io.github.lanewise.mnist.augment;

/**
 * Elastic distortion after P. Simard, D. Steinkraus and J. Platt, "Best practices for convolutional
 * neural networks applied to visual document analysis", ICDAR 2003: every pixel is moved by a
 * random field that a Gaussian has made smooth. They take α = 34 and σ = 4 for images of 29 × 29.
 *
 * @param alpha factor of the smooth field; 0 for none, at most {@link #MOST_FOLD}·σ²
 * @param sigma standard deviation of the Gaussian in pixels, {@link #LEAST_SIGMA} to {@link
 *     #MOST_SIGMA}
 */
public record Elastic(double alpha, double sigma) {
    /** The σ of Simard et al. */
    public static final double USUAL_SIGMA = 4;

    /** The smallest σ. */
    public static final double LEAST_SIGMA = 1;

    /** The largest σ. */
    public static final double MOST_SIGMA = 64;

    /** With more than this times σ² a pixel moves by more than σ, and images tear. */
    public static final double MOST_FOLD = 6;

    /** No distortion. */
    public static final Elastic NONE = new Elastic(0, USUAL_SIGMA);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Elastic {
        Ranges.require("sigma", sigma, LEAST_SIGMA, MOST_SIGMA);
        Ranges.require("alpha", alpha, 0, MOST_FOLD * sigma * sigma);
    }

    /** Returns whether it leaves images as they are. */
    public boolean isNone() {
        return alpha == 0;
    }

    /**
     * Returns the standard deviation of a pixel's displacement along an axis, in pixels: α times
     * that of uniform noise from −1 to 1, 1 / √3, times √(Σ g²) = 1 / (2 σ √π) of the Gaussian g.
     */
    double deviation() {
        return alpha / (StrictMath.sqrt(3 * StrictMath.PI) * 2 * sigma);
    }
}
