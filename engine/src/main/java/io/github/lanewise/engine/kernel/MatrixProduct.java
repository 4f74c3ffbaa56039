package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The product of matrices that stand row by row in memory: {@code y[r][c] = Σ_t x[r][t] · w[t][c]}.
 * Unlike in an {@link OuterProduct} neither side has to be packed, so it serves where both have
 * just been computed.
 *
 * <p>The tiles of {@code MatrixProductRx2} hold the sums of R rows and two vectors in registers.
 */
public final class MatrixProduct {
    /** Rows of x and y are padded to a multiple of this. */
    public static final int ROWS = 8;

    /** Columns of w and y are padded to a multiple of this. */
    public static final int COLUMNS = 2 * Lanes.COUNT;

    private static final int TILE_ROWS = Lanes.REGISTERS == 32 ? 8 : 4;

    private final int rows;
    private final int columns;
    private final MatrixTile tile;

    /**
     * Rows of a matrix.
     *
     * @param memory native memory that begins with the first row
     * @param stride bytes from one row to the next
     */
    public record Rows(MemorySegment memory, long stride) {}

    /**
     * Binds the product to its matrices.
     *
     * @param rows of x and y; that many are read and written, padded to {@link #ROWS}
     * @param columns of w and y; that many are read and written, padded to {@link #COLUMNS}
     */
    public MatrixProduct(int rows, int columns, Rows x, Rows w, Rows y) {
        this.rows = padded(rows, ROWS);
        this.columns = padded(columns, COLUMNS);
        tile = new MatrixTile(x, w, y);
    }

    /** Returns the next multiple. */
    public static int padded(int count, int multiple) {
        return Math.ceilDiv(count, multiple) * multiple;
    }

    /**
     * Overwrites y with the product of the first columns of x and rows of w.
     *
     * @param steps columns of x, at least 1
     */
    public void run(int steps) {
        for (int column = 0; column < columns; column += COLUMNS) {
            for (int row = 0; row < rows; row += TILE_ROWS) {
                tile.move(row, 4L * column);
                if (TILE_ROWS == 8) {
                    MatrixProduct8x2.run(tile, steps);
                } else {
                    MatrixProduct4x2.run(tile, steps);
                }
            }
        }
    }
}
