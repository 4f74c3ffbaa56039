package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;

/**
 * How many tiles are transformed at a time, and how many rows of their products are computed before
 * they are transformed back.
 *
 * @param tiles of a block
 * @param rows output channels of a product
 */
record WinogradBlocking(int tiles, int rows) {
    /** Most scratch memory of a worker in bytes. */
    static final long MAX_BYTES = 4L << 20;

    /** Rows of the tallest kernels of the products, 6 and 4, go into blocks of so many. */
    private static final int MIN_ROWS = 12;

    /**
     * Bytes of inputs and products that a block should take: about those of a second-level cache.
     */
    private static final long CACHE_BYTES = 1280 << 10;

    private static final int V = Lanes.BYTES;

    /** Chooses a blocking. */
    static WinogradBlocking of(WinogradGrid grid) {
        int channels = grid.output().channels();
        int most = Math.min(grid.tiles(), OuterProduct.MAIN_COLUMNS);
        while (most < grid.tiles()
                && new WinogradBlocking(most + 1, channels).workingSet(grid) <= CACHE_BYTES) {
            most++;
        }
        while (most > 1 && new WinogradBlocking(most, MIN_ROWS).bytes(grid) > MAX_BYTES) {
            most--;
        }
        int tiles = Math.ceilDiv(grid.tiles(), Math.ceilDiv(grid.tiles(), most));
        int parts = 1;
        while (new WinogradBlocking(tiles, rows(channels, parts)).bytes(grid) > MAX_BYTES
                && rows(channels, parts) > MIN_ROWS) {
            parts++;
        }
        return new WinogradBlocking(tiles, rows(channels, parts));
    }

    private static int rows(int channels, int parts) {
        int part = Math.ceilDiv(channels, parts);
        return Math.min(channels, Math.ceilDiv(part, MIN_ROWS) * MIN_ROWS);
    }

    private long workingSet(WinogradGrid grid) {
        long inputs = WinogradPlaces.bytes(grid.input().channels(), tiles);
        return grid.places() * (inputs + WinogradPlaces.bytes(rows, tiles));
    }

    /** Returns the columns per group of the products. */
    int groupWidth() {
        return Columns.groupWidth(tiles);
    }

    /** Returns the bytes of what stands between the transforms along columns and along rows. */
    static long halfBytes(WinogradGrid grid, int tiles) {
        int n = grid.extent();
        return (long) n * (grid.m() * tiles + WinogradGrid.TAPS - 1) * V;
    }

    /** Returns the bytes of scratch memory. */
    long bytes(WinogradGrid grid) {
        long edge = (long) grid.m() * V;
        return workingSet(grid) + halfBytes(grid, tiles) + edge;
    }
}
