package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;

/**
 * How many tiles of an image are transformed at a time, and how many rows of their products are
 * computed before they are transformed back. Workers share blocks of tiles; where there are too few
 * of those, each block is cut into parts, which are ranges of rows, and its inputs are transformed
 * once for each part.
 *
 * @param tiles of a block
 * @param rows output channels of a product, whole vectors
 * @param parts of a block
 */
record WinogradImageBlocking(int tiles, int rows, int parts) {
    /** Blocks are multiples of this: the pixels that a tile of the products takes. */
    static final int TILES = 4;

    /** Filters of more bytes than this come from memory with every block of tiles. */
    static final long SHARED_CACHE_BYTES = 16 << 20;

    /** Filters of at most so many bytes stay with each worker, however many blocks there are. */
    private static final long OWN_CACHE_BYTES = 1 << 20;

    /** Output channels of a product: those of the widest tile. */
    private static final int ROWS = PackedLanes.WIDEST * Lanes.COUNT;

    /** Bytes of inputs and products that a block should take unless filters come from memory. */
    private static final long CACHE_BYTES = 1280 << 10;

    /** Blocks per worker at which it does not matter that one worker has a block more. */
    private static final int MANY_BLOCKS = 4;

    private static final int V = Lanes.BYTES;

    /** Chooses a blocking for a number of workers. */
    static WinogradImageBlocking of(WinogradGrid grid, int workers) {
        int channels = PackedLanes.vectors(grid.output().channels()) * Lanes.COUNT;
        int rows = Math.min(channels, ROWS);
        long wanted =
                filterBytes(grid) > SHARED_CACHE_BYTES ? WinogradBlocking.MAX_BYTES : CACHE_BYTES;
        int most = padded(grid.tiles(), TILES);
        while (most > TILES && new WinogradImageBlocking(most, rows, 1).bytes(grid) > wanted) {
            most -= TILES;
        }
        int blocks = Math.ceilDiv(grid.tiles(), most);
        if (filterBytes(grid) <= OWN_CACHE_BYTES) {
            blocks = Math.min(padded(blocks, workers), Math.ceilDiv(grid.tiles(), TILES));
        }
        int tiles = padded(Math.ceilDiv(grid.tiles(), blocks), TILES);
        blocks = Math.ceilDiv(grid.tiles(), tiles);
        boolean uneven = blocks % workers > 0 && blocks < MANY_BLOCKS * workers;
        int parts = uneven ? Math.min(workers, Math.ceilDiv(channels, rows)) : 1;
        return new WinogradImageBlocking(tiles, rows, parts);
    }

    private static int padded(int count, int multiple) {
        return Math.ceilDiv(count, multiple) * multiple;
    }

    /** Returns the bytes of the transformed filters. */
    static long filterBytes(WinogradGrid grid) {
        long outputs = PackedLanes.vectors(grid.output().channels());
        return grid.places() * outputs * grid.input().channels() * V;
    }

    /** Returns the bytes of scratch memory of a worker. */
    long bytes(WinogradGrid grid) {
        int inputs = PackedLanes.vectors(grid.input().channels());
        int outputs = PackedLanes.vectors(rows);
        return grid.places()
                        * (WinogradPlaces.imageBytes(inputs, tiles)
                                + WinogradPlaces.imageBytes(outputs, tiles))
                + WinogradBlocking.halfBytes(grid, tiles)
                + (long) grid.m() * V;
    }

    /** Returns the number of blocks of tiles. */
    int blocks(WinogradGrid grid) {
        return Math.ceilDiv(grid.tiles(), tiles);
    }
}
