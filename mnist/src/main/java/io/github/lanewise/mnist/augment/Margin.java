package io.github.lanewise.mnist.augment;

/**
 * How many pixels beyond the border of an image its samples can be, at most.
 *
 * @param x to the left and to the right
 * @param y above and below
 */
record Margin(int x, int y) {
    /** For the rounding of coordinates, and the neighbour to the right and below. */
    private static final int SPARE = 2;

    /** Returns the margin that no drawn change of an image of this size exceeds. */
    static Margin of(Augmentation ranges, int height, int width) {
        double quarter = StrictMath.min(ranges.rotation(), 90);
        double sine = StrictMath.sin(StrictMath.toRadians(quarter));
        double halfWidth = (width - 1) / 2.0;
        double halfHeight = (height - 1) / 2.0;
        double right = halfWidth + ranges.shift();
        double down = halfHeight + ranges.shift();
        double smallest = 1 - ranges.scale();
        // The largest |xx|, |xy|, |yx| and |yy| of AffineMap.
        double x =
                ((1 + ranges.shear() * sine) * right + (sine + ranges.shear()) * down) / smallest;
        double y = (sine * right + down) / smallest;
        double bend = DisplacementField.most(ranges.elastic());
        return new Margin(beyond(x + bend - halfWidth), beyond(y + bend - halfHeight));
    }

    private static int beyond(double pixels) {
        return (int) StrictMath.ceil(pixels) + SPARE;
    }
}
