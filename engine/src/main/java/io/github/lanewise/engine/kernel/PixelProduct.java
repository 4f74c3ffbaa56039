package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The kernel under the forward pass with channels in lanes: {@code y[pixel][k] = start[k] + Σ_t
 * x[pixel + tap t] · w[t][k]}, where x is a scalar that is broadcast, and w and y are vectors of
 * {@link Lanes#COUNT} channels k. It is {@link OuterProduct} with the sides exchanged.
 *
 * <p>The tiles of {@code PixelProductRxC} hold the sums of R pixels and C vectors in registers.
 * They are alike but for R and C and written out, since C2 keeps a vector in a register only in a
 * named local variable.
 */
public final class PixelProduct {
    /** Pixels of the tallest tile. */
    public static final int MOST_PIXELS = 8;

    private final PixelTile[] tiles;
    private final int[] widths;

    /**
     * Binds the product to its memory.
     *
     * @param w may be repacked at any time
     * @param grid which floats of {@code x} are read, and where in {@code y} the results go
     */
    public PixelProduct(PackedLanes w, PixelGrid grid, MemorySegment x, MemorySegment y) {
        tiles = new PixelTile[w.blocks()];
        widths = new int[tiles.length];
        for (int block = 0; block < tiles.length; block++) {
            widths[block] = w.width(block);
            MemorySegment results = y.asSlice(w.firstVector(block) * grid.outputColumn());
            tiles[block] = new PixelTile(grid, x, w.values(block), w.start(block), results);
        }
    }

    /** Computes some pixels for some blocks of rows of w; the ends are exclusive. */
    public void run(int pixelFrom, int pixelTo, int blockFrom, int blockTo) {
        for (int block = blockFrom; block < blockTo; block++) {
            PixelTile tile = tiles[block];
            switch (widths[block]) {
                case 4 -> runFour(tile, pixelFrom, pixelTo);
                case 2 -> runTwo(tile, pixelFrom, pixelTo);
                default -> runOne(tile, pixelFrom, pixelTo);
            }
        }
    }

    private static void runFour(PixelTile tile, int from, int to) {
        // As many tiles of five as leave a multiple of four to the others.
        int pixels = to - from;
        int tall = pixels / 5;
        while (tall > 0 && (pixels - 5 * tall) % 4 != 0) {
            tall--;
        }
        int pixel = from;
        for (int i = 0; i < tall; i++, pixel += 5) {
            PixelProduct5x4.run(tile, pixel);
        }
        for (; pixel < to; pixel += 4) {
            PixelProduct4x4.run(tile, pixel);
        }
    }

    private static void runTwo(PixelTile tile, int from, int to) {
        int pixel = from;
        if (Lanes.REGISTERS == 32) {
            for (; to - pixel > 4; pixel += 8) {
                PixelProduct8x2.run(tile, pixel);
            }
        }
        for (; pixel < to; pixel += 4) {
            PixelProduct4x2.run(tile, pixel);
        }
    }

    private static void runOne(PixelTile tile, int from, int to) {
        for (int pixel = from; pixel < to; pixel += 8) {
            PixelProduct8x1.run(tile, pixel);
        }
    }
}
