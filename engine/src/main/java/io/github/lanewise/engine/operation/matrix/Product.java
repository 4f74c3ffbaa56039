package io.github.lanewise.engine.operation.matrix;

/**
 * A product y = a · b of matrices in row-major order.
 *
 * @param rows M of a and y
 * @param columns N of b and y
 * @param steps K: columns of a, rows of b
 * @param transposeA whether a stands as K×M
 * @param transposeB whether b stands as N×K
 */
record Product(int rows, int columns, int steps, boolean transposeA, boolean transposeB) {
    /** Returns the bytes from one row of a to the next. */
    long rowStride() {
        return transposeA ? Float.BYTES : (long) steps * Float.BYTES;
    }

    /** Returns the bytes from one element of a row of a to the next. */
    long stepStride() {
        return transposeA ? (long) rows * Float.BYTES : Float.BYTES;
    }

    /** Returns whether the columns of b stand as rows in memory. */
    boolean columnsAreRows() {
        return transposeB || columns == 1;
    }

    /** Returns the products that are added. */
    long multiplyAdds() {
        return (long) rows * columns * steps;
    }
}
