package io.github.lanewise.models.family;

import java.util.SplittableRandom;

/**
 * Draws weights, with which values neither explode nor vanish from layer to layer. The numbers are
 * uniform, since uniform floats are the same on every machine.
 */
final class Weights {
    /**
     * Variance of a weight times the number of inputs before a rectifier, which keeps the mean
     * square of values (He, Zhang, Ren, Sun, "Delving deep into rectifiers", ICCV 2015).
     */
    static final double RECTIFIED = 2;

    /** The same before no function. */
    static final double LINEAR = 1;

    private final SplittableRandom random;

    Weights(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Returns weights around 0; a uniform number from −a to a has variance a²/3. */
    float[] aroundZero(int count, double variance) {
        double bound = Math.sqrt(3 * variance);
        return uniform(count, -bound, bound);
    }

    /** Returns numbers from {@code least} to {@code bound}. */
    float[] uniform(int count, double least, double bound) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (least + (bound - least) * random.nextFloat());
        }
        return values;
    }

    /** Returns a matrix of {@code rows} × {@code columns} as one of columns × rows. */
    static float[] transposed(float[] matrix, int rows, int columns) {
        float[] transposed = new float[matrix.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = matrix[row * columns + column];
            }
        }
        return transposed;
    }
}
