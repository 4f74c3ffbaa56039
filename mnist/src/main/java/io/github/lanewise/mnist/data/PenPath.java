package io.github.lanewise.mnist.data;

import java.util.Arrays;

/**
 * The way of a pen as a chain of short straight pieces; reused from image to image.
 *
 * <p>Piece i goes from point i − 1 to point i and leaves ink unless a stroke begins at i.
 */
final class PenPath {
    private double[] x = new double[256];
    private double[] y = new double[256];
    private double[] radius = new double[256];
    private boolean[] begins = new boolean[256];
    private int size;

    void clear() {
        size = 0;
    }

    void add(double pointX, double pointY, boolean beginsStroke) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
            radius = Arrays.copyOf(radius, 2 * size);
            begins = Arrays.copyOf(begins, 2 * size);
        }
        x[size] = pointX;
        y[size] = pointY;
        begins[size] = beginsStroke;
        size++;
    }

    int size() {
        return size;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    boolean beginsStroke(int point) {
        return begins[point];
    }

    /** Half the width of the stroke at a point, in pixels. */
    double radius(int point) {
        return radius[point];
    }

    void moveTo(int point, double pointX, double pointY) {
        x[point] = pointX;
        y[point] = pointY;
    }

    void setRadius(int point, double value) {
        radius[point] = value;
    }

    /** The length of piece {@code point}, 0 where the pen is in the air. */
    double length(int point) {
        if (begins[point]) {
            return 0;
        }
        double dx = x[point] - x[point - 1];
        double dy = y[point] - y[point - 1];
        return Math.sqrt(dx * dx + dy * dy);
    }
}
