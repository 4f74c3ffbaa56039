package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/** Where a tile of a {@link MatrixProduct} stands; it moves over the matrices. */
final class MatrixTile {
    private final MemorySegment x;
    private final MemorySegment w;
    private final MemorySegment y;
    private final long xRow;
    private final long wRow;
    private final long yRow;
    private long xOffset;
    private long wOffset;
    private long yOffset;

    MatrixTile(MatrixProduct.Rows x, MatrixProduct.Rows w, MatrixProduct.Rows y) {
        this.x = x.memory();
        this.w = w.memory();
        this.y = y.memory();
        xRow = x.stride();
        wRow = w.stride();
        yRow = y.stride();
    }

    /** Moves to a row of x and y, and to a byte of the rows of w and y. */
    void move(int row, long column) {
        xOffset = row * xRow;
        wOffset = column;
        yOffset = row * yRow + column;
    }

    MemorySegment x() {
        return x;
    }

    MemorySegment w() {
        return w;
    }

    MemorySegment y() {
        return y;
    }

    /** Returns the bytes from one row of x to the next. */
    long xRow() {
        return xRow;
    }

    /** Returns the bytes from one row of w to the next. */
    long wRow() {
        return wRow;
    }

    /** Returns the bytes from one row of y to the next. */
    long yRow() {
        return yRow;
    }

    long xOffset() {
        return xOffset;
    }

    long wOffset() {
        return wOffset;
    }

    long yOffset() {
        return yOffset;
    }
}
