package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/** What the tiles of a {@link LaneDot} work on. */
final class LaneDotBlock {
    private final MemorySegment rows;
    private final int[] pixels;
    private final int[] tiles;
    private final MemorySegment sums;

    /**
     * Creates it from its parts, which are kept, not copied.
     *
     * @param rows packed vectors {@code [pixel][row][L]} of the pixels of a call
     * @param pixels byte offset in x of each pixel at a tap of 0
     * @param tiles byte offset from a pixel of the first tap of each tile
     * @param sums receives {@code [tile][row][tap][L]}
     */
    LaneDotBlock(MemorySegment rows, int[] pixels, int[] tiles, MemorySegment sums) {
        this.rows = rows;
        this.pixels = pixels;
        this.tiles = tiles;
        this.sums = sums;
    }

    MemorySegment rows() {
        return rows;
    }

    int[] pixels() {
        return pixels;
    }

    int[] tiles() {
        return tiles;
    }

    MemorySegment sums() {
        return sums;
    }
}
