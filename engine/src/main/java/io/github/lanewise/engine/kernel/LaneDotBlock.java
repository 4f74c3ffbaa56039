package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/**
 * What the tiles of a {@link LaneDot} work on. All rows of d are slices of one length, and so are
 * all runs of x, so that C2 checks the bounds of a pixel once for each side.
 */
final class LaneDotBlock {
    private final Pixels d;
    private final Pixels x;
    private final int[] tiles;
    private final long dSpan;
    private final long xSpan;
    private final long outRow;

    /**
     * Creates it from its parts, which are kept, not copied.
     *
     * @param d the rows
     * @param x what the taps read
     * @param tiles the taps
     */
    LaneDotBlock(Pixels d, Pixels x, TapTiles tiles) {
        this.d = d;
        this.x = x;
        this.tiles = tiles.offsets();
        outRow = (long) tiles.count() * Lanes.BYTES;
        dSpan = d.last() + Lanes.BYTES;
        xSpan = x.last() + (long) tiles.tapsPerRun() * Lanes.BYTES;
    }

    MemorySegment d() {
        return d.memory();
    }

    /** Returns the bytes from one row of d to the next. */
    long dRow() {
        return d.rowStride();
    }

    /** Returns the byte offset in a row of d of each pixel. */
    int[] dPixels() {
        return d.offsets();
    }

    /** Returns the bytes of a row of d. */
    long dSpan() {
        return dSpan;
    }

    MemorySegment x() {
        return x.memory();
    }

    /** Returns the byte offset in x of each pixel at a tap of 0. */
    int[] xPixels() {
        return x.offsets();
    }

    /** Returns the bytes that a run reaches from its first tap. */
    long xSpan() {
        return xSpan;
    }

    /** Returns the bytes from the sums of one row to those of the next. */
    long outRow() {
        return outRow;
    }

    /** Returns the byte offset from a pixel of the first tap of each run, tile after tile. */
    int[] tiles() {
        return tiles;
    }
}
