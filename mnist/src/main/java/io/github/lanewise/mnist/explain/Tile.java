package io.github.lanewise.mnist.explain;

import java.util.function.DoubleToIntFunction;

/**
 * A plane and its colours.
 *
 * @param plane the numbers; those that are not finite are outside of the picture
 * @param colours the colour of each number
 */
record Tile(Plane plane, DoubleToIntFunction colours) {
    /** Returns the colour of a place. */
    int colour(int row, int column) {
        double value = plane.at(row, column);
        return Double.isFinite(value) ? colours.applyAsInt(value) : Colours.OUTSIDE;
    }

    /** Returns a plane with blue below zero and red above, as dark as its own largest value. */
    static Tile diverging(Plane plane) {
        return new Tile(plane, Colours.diverging(plane.largest()));
    }
}
