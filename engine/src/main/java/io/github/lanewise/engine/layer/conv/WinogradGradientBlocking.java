package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.MatrixProduct;
import io.github.lanewise.engine.kernel.RowSums;

/**
 * How many tiles the gradient of the filters takes at a time, and how many input channels.
 *
 * @param tiles of a block
 * @param rows input channels, padded; all gradients are transformed anew for each block of them
 */
record WinogradGradientBlocking(int tiles, int rows) {
    private static final int MAX_TILES = 8;

    /** Input channels of a block, if there are that many and memory allows. */
    private static final int FEWEST_ROWS = 64;

    private static final int V = Lanes.BYTES;

    /** Chooses a blocking for a grid of the forward pass. */
    static WinogradGradientBlocking of(WinogradGrid grid) {
        int channels = grid.input().channels();
        int most = Math.min(grid.tiles(), MAX_TILES);
        int mostRows = MatrixProduct.padded(channels, MatrixProduct.ROWS);
        int fewestRows = Math.min(mostRows, FEWEST_ROWS);
        while (most > 1 && isTooLarge(grid, most, fewestRows)) {
            most--;
        }
        int tiles = Math.ceilDiv(grid.tiles(), Math.ceilDiv(grid.tiles(), most));
        while (mostRows > MatrixProduct.ROWS && isTooLarge(grid, tiles, mostRows)) {
            mostRows -= MatrixProduct.ROWS;
        }
        int blocks = Math.ceilDiv(channels, mostRows);
        int rows = MatrixProduct.padded(Math.ceilDiv(channels, blocks), MatrixProduct.ROWS);
        return new WinogradGradientBlocking(tiles, rows);
    }

    private static boolean isTooLarge(WinogradGrid grid, int tiles, int rows) {
        return new WinogradGradientBlocking(tiles, rows).bytes(grid) > WinogradBlocking.MAX_BYTES;
    }

    /** Returns the bytes of a row of the gradients of a tile: all K, padded. */
    static long gradientRow(WinogradGrid grid) {
        return 4L * MatrixProduct.padded(grid.output().channels(), MatrixProduct.COLUMNS);
    }

    /** Returns the bytes from one place of the gradients to the next. */
    long gradientPlace(WinogradGrid grid) {
        return (long) tiles * Lanes.COUNT * gradientRow(grid) + V;
    }

    /** Returns the bytes of the sums of a place. */
    long sumPlace(WinogradGrid grid) {
        return rows * gradientRow(grid);
    }

    /** Returns the bytes of scratch memory. */
    long bytes(WinogradGrid grid) {
        long inputs = WinogradPlaces.bytes(rows, tiles);
        int n = grid.extent();
        return grid.places() * (inputs + gradientPlace(grid) + sumPlace(grid))
                + sumPlace(grid)
                + WinogradBlocking.halfBytes(grid, tiles)
                + WinogradGradients.scratchBytes(grid, tiles)
                + (long) WinogradGrid.TAPS * (n + WinogradGrid.TAPS) * V
                + 4 * RowSums.scratchFloats(grid.output().channels());
    }
}
