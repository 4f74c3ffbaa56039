package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/** What the tiles of a {@link PixelProduct} read and write for some columns. */
final class PixelTile {
    private final PixelGrid grid;
    private final MemorySegment x;
    private final MemorySegment w;
    private final float[] start;
    private final MemorySegment y;

    /**
     * Takes its parts.
     *
     * @param w step by step the vectors of the columns
     * @param start what each column starts from
     * @param y memory of the results, from where those of the block begin for a pixel offset of 0
     */
    PixelTile(PixelGrid grid, MemorySegment x, MemorySegment w, float[] start, MemorySegment y) {
        this.grid = grid;
        this.x = x;
        this.w = w;
        this.start = start;
        this.y = y;
    }

    int[] taps() {
        return grid.taps();
    }

    int[] input() {
        return grid.input();
    }

    int[] output() {
        return grid.output();
    }

    long inputSpan() {
        return grid.inputSpan();
    }

    long outputColumn() {
        return grid.outputColumn();
    }

    MemorySegment x() {
        return x;
    }

    MemorySegment w() {
        return w;
    }

    float[] start() {
        return start;
    }

    MemorySegment y() {
        return y;
    }
}
