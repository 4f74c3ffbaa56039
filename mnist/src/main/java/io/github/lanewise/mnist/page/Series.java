package io.github.lanewise.mnist.page;

import java.util.List;

/**
 * A line of a chart.
 *
 * @param name a word or two, which stands at its end; empty if there is no other line
 * @param points from left to right; those whose value is not finite leave a gap
 */
record Series(String name, List<Point> points) {
    /** Copies the points. */
    Series {
        points = List.copyOf(points);
    }

    /** A value of an epoch, or of what else is numbered. */
    record Point(int number, double value) {
        boolean drawable() {
            return Axis.drawable(value);
        }
    }

    /** Returns the points that can be drawn. */
    List<Point> drawable() {
        return points.stream().filter(Point::drawable).toList();
    }
}
