package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.SamplePoints;
import io.github.lanewise.mnist.data.SplitMix64;

/**
 * Where in the source the pixels of a new image come from: (x, y) ↦ (xx·x + xy·y + x0, yx·x + yy·y
 * + y0), with coordinates from the centre of the image, x to the right and y down.
 */
final class AffineMap {
    /** Share of x in the source's x. */
    private double xx = 1;

    /** Share of y in the source's x. */
    private double xy;

    /** Share of x in the source's y. */
    private double yx;

    /** Share of y in the source's y. */
    private double yy = 1;

    private double x0;
    private double y0;

    /**
     * What is done to an image: scaled, then slanted, then turned, then shifted.
     *
     * @param shiftX pixels to the right
     * @param shiftY pixels down
     * @param rotation clockwise, in radians
     * @param scaleX factor of the width
     * @param scaleY factor of the height
     * @param shear pixels to the right for each pixel down
     */
    record Change(
            double shiftX,
            double shiftY,
            double rotation,
            double scaleX,
            double scaleY,
            double shear) {}

    /** Draws a change; each takes the same numbers of the generator, whatever the ranges are. */
    static Change draw(Augmentation ranges, SplitMix64 random) {
        double shiftX = random.uniform(-ranges.shift(), ranges.shift());
        double shiftY = random.uniform(-ranges.shift(), ranges.shift());
        double degrees = random.uniform(-ranges.rotation(), ranges.rotation());
        double scaleX = random.uniform(1 - ranges.scale(), 1 + ranges.scale());
        double scaleY = random.uniform(1 - ranges.scale(), 1 + ranges.scale());
        double shear = random.uniform(-ranges.shear(), ranges.shear());
        return new Change(shiftX, shiftY, StrictMath.toRadians(degrees), scaleX, scaleY, shear);
    }

    /**
     * Becomes the inverse of a change.
     *
     * <p>The change is p ↦ R·H·S·p + t with R = (cos −sin; sin cos), H = (1 shear; 0 1), S =
     * diag(scaleX, scaleY); its inverse p ↦ S⁻¹·H⁻¹·R⁻¹·(p − t). {@link StrictMath} gives the same
     * bits on every machine.
     */
    void set(Change change) {
        double sine = StrictMath.sin(change.rotation());
        double cosine = StrictMath.cos(change.rotation());
        xx = (cosine + change.shear() * sine) / change.scaleX();
        xy = (sine - change.shear() * cosine) / change.scaleX();
        yx = -sine / change.scaleY();
        yy = cosine / change.scaleY();
        x0 = -xx * change.shiftX() - xy * change.shiftY();
        y0 = -yx * change.shiftX() - yy * change.shiftY();
    }

    /** Sets the points of an image that the pixels of a new one of the same size come from. */
    void place(SamplePoints points, int height, int width) {
        double right = (width - 1) / 2.0;
        double down = (height - 1) / 2.0;
        points.set(x(-right, -down) + right, y(-right, -down) + down, xx, yx, xy, yy);
    }

    /** Returns the source's x. */
    double x(double x, double y) {
        return xx * x + xy * y + x0;
    }

    /** Returns the source's y. */
    double y(double x, double y) {
        return yx * x + yy * y + y0;
    }
}
