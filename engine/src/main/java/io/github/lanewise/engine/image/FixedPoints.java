package io.github.lanewise.engine.image;

import io.github.lanewise.engine.kernel.BilinearPlane;
import io.github.lanewise.engine.kernel.EvenPoints;

/** Coordinates along one axis, as the kernels want them. */
final class FixedPoints {
    private static final int BITS = BilinearPlane.FRACTION_BITS;

    final int[] points;

    /** The first point in 2⁻³² pixels. */
    long start;

    /** What a row adds, in 2⁻³² pixels. */
    long down;

    /** What a column adds, in 2⁻¹⁶ pixels. */
    int right;

    private final int height;
    private final int width;

    FixedPoints(int height, int width) {
        this.height = height;
        this.width = width;
        points = new int[EvenPoints.room(height, width)];
    }

    /** Takes numbers in pixels. */
    void set(double first, double perRow, double perColumn) {
        start = Math.round(Math.scalb(first, 2 * BITS));
        down = Math.round(Math.scalb(perRow, 2 * BITS));
        right = (int) Math.round(Math.scalb(perColumn, BITS));
    }

    /** Returns a coordinate in pixels. */
    double pixels(int index) {
        return Math.scalb((double) points[index], -BITS);
    }

    /** Writes evenly spaced points. */
    void even() {
        EvenPoints.write(points, height, width, start, down, right);
    }
}
