package io.github.lanewise.engine.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Coordinates of evenly spaced points along one axis, {@code [height][width]} in 2⁻¹⁶ pixels.
 * Vectors reach beyond the end of a row, into the next, which is written after it.
 */
public final class EvenPoints {
    private static final int FRACTION_BITS = BilinearPlane.FRACTION_BITS;
    private static final VectorSpecies<Integer> S = Species.INTS;

    private EvenPoints() {}

    /** Returns how many ints the coordinates take, with what vectors reach beyond. */
    public static int room(int height, int width) {
        return Math.addExact(Math.multiplyExact(height, width), Lanes.COUNT);
    }

    /**
     * Writes {@code start + row · down + column · right}.
     *
     * @param start in 2⁻³² pixels, as {@code down} is, since roundings of rows would add up
     * @param right in 2⁻¹⁶ pixels
     */
    public static void write(
            int[] points, int height, int width, long start, long down, int right) {
        IntVector ramp = IntVector.zero(S).addIndex(1).mul(right);
        for (int row = 0; row < height; row++) {
            int first = first(start, down, row);
            for (int column = 0; column < width; column += Lanes.COUNT) {
                ramp.add(first + column * right).intoArray(points, row * width + column);
            }
        }
    }

    /** Returns the first point of a row in 2⁻¹⁶ pixels, rounded. */
    static int first(long start, long down, int row) {
        long half = 1L << (FRACTION_BITS - 1);
        return (int) ((start + row * down + half) >> FRACTION_BITS);
    }
}
