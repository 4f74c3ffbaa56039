package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.SplineField;
import io.github.lanewise.mnist.data.SplitMix64;

/**
 * A smooth random displacement of each pixel, as {@link Elastic} describes it, made cheaply: random
 * vectors on a coarse lattice are blended by cubic B-splines in place of a Gaussian over noise for
 * every pixel. The B-spline has a standard deviation of 1 / √3 lattice steps, so the step is √3·σ.
 */
final class DisplacementField {
    /** Random numbers on nodes reach √2·3·1023 / 1024 deviations: see {@link SplitMix64#bell}. */
    private static final double MOST_DEVIATIONS = 4.25;

    /** The integral of the squared B-spline: blending takes its share of the deviation. */
    private static final double SPLINE_SQUARES = 151 / 315.0;

    private final SplineField field;
    private final double strength;

    /** Makes room for fields of images of this size. */
    DisplacementField(Elastic elastic, int height, int width) {
        field = new SplineField(height, width, StrictMath.sqrt(3) * elastic.sigma());
        strength = nodeDeviation(elastic);
    }

    /** Returns the displacement in pixels that none exceeds along an axis. */
    static double most(Elastic elastic) {
        return MOST_DEVIATIONS * nodeDeviation(elastic);
    }

    private static double nodeDeviation(Elastic elastic) {
        return elastic.deviation() / SPLINE_SQUARES;
    }

    /** Draws a new field. */
    void draw(SplitMix64 random) {
        for (int node = 0; node < field.nodes(); node++) {
            float x = (float) (strength * random.bell());
            float y = (float) (strength * random.bell());
            field.set(node, x, y);
        }
    }

    /** Returns the field that was drawn last. */
    SplineField field() {
        return field;
    }
}
