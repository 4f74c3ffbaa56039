package io.github.lanewise.engine.image;

import io.github.lanewise.engine.kernel.BilinearPlane;
import java.util.Objects;
import java.util.Optional;

/**
 * Where in an image the pixels of a new one of the same size come from. Coordinates count from the
 * middle of the first pixel, x to the right and y down; they are rounded to 2⁻¹⁶ pixels and have to
 * be within ±{@link #MOST}, or else are points anywhere.
 */
public final class SamplePoints {
    /** The largest coordinate, in pixels. */
    public static final int MOST = Short.MAX_VALUE;

    private final int height;
    private final int width;
    private final Optional<SplineField> field;
    private final FixedPoints x;
    private final FixedPoints y;

    /**
     * Makes room for a grid of points that an affine map makes.
     *
     * @throws ArithmeticException if the image has 2³¹ pixels or more
     */
    public SamplePoints(int height, int width) {
        this(height, width, Optional.empty());
    }

    /**
     * Makes room for points that a field displaces.
     *
     * @throws IllegalArgumentException if the field is of another size
     */
    public SamplePoints(int height, int width, SplineField field) {
        this(height, width, Optional.of(field));
        field.require(height, width);
    }

    private SamplePoints(int height, int width, Optional<SplineField> field) {
        this.height = height;
        this.width = width;
        this.field = field;
        x = new FixedPoints(height, width);
        y = new FixedPoints(height, width);
    }

    /**
     * Sets the points: the first one plus, for each column and each row, a step; then the field is
     * added, if there is one.
     *
     * @param firstX of the first pixel
     * @param firstY of the first pixel
     * @param rightX what a column adds to x
     * @param rightY what a column adds to y
     * @param downX what a row adds to x
     * @param downY what a row adds to y
     */
    public void set(
            double firstX,
            double firstY,
            double rightX,
            double rightY,
            double downX,
            double downY) {
        x.set(firstX, downX, rightX);
        y.set(firstY, downY, rightY);
        if (field.isPresent()) {
            field.get().displace(x, y);
        } else {
            x.even();
            y.even();
        }
    }

    /** Returns the x, in pixels, of where a pixel comes from. */
    public double x(int row, int column) {
        return x.pixels(index(row, column));
    }

    /** Returns the y, in pixels, of where a pixel comes from. */
    public double y(int row, int column) {
        return y.pixels(index(row, column));
    }

    private int index(int row, int column) {
        return Objects.checkIndex(row, height) * width + Objects.checkIndex(column, width);
    }

    int height() {
        return height;
    }

    int width() {
        return width;
    }

    /** Writes a sample of a plane at each point. */
    void sample(BilinearPlane plane, float[] destination, int offset) {
        plane.sample(x.points, y.points, destination, offset);
    }
}
