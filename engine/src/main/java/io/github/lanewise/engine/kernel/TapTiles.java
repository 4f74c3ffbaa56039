package io.github.lanewise.engine.kernel;

import java.util.Arrays;

/** The taps of a filter, cut into tiles of neighbours and single ones. */
final class TapTiles {
    private final int width;
    private final int[] wide;
    private final int[] single;
    private final int[] positions;

    /**
     * Cuts the taps.
     *
     * @param runs the taps
     * @param width taps of a wide tile
     */
    TapTiles(TapRuns runs, int width) {
        this.width = width;
        int[] wideOffsets = new int[runs.taps()];
        int[] singleOffsets = new int[runs.taps()];
        int[] widePositions = new int[runs.taps()];
        int[] singlePositions = new int[runs.taps()];
        int tiles = 0;
        int singles = 0;
        int tap = 0;
        for (int run = 0; run < runs.length().length; run++) {
            for (int done = 0; done < runs.length()[run]; ) {
                int offset = runs.offset()[run] + done * Lanes.BYTES;
                if (width > 1 && runs.length()[run] - done >= width) {
                    System.arraycopy(runs.position(), tap, widePositions, tiles * width, width);
                    wideOffsets[tiles++] = offset;
                    done += width;
                    tap += width;
                } else {
                    singlePositions[singles] = runs.position()[tap++];
                    singleOffsets[singles++] = offset;
                    done++;
                }
            }
        }
        wide = Arrays.copyOf(wideOffsets, tiles);
        single = Arrays.copyOf(singleOffsets, singles);
        positions = Arrays.copyOf(widePositions, runs.taps());
        System.arraycopy(singlePositions, 0, positions, tiles * width, singles);
    }

    /** Returns the taps of a wide tile. */
    int width() {
        return width;
    }

    /** Returns the byte offset from a pixel of the first tap of each wide tile. */
    int[] wide() {
        return wide;
    }

    /** Returns the byte offset from a pixel of each single tap. */
    int[] single() {
        return single;
    }

    /** Returns the number of taps. */
    int taps() {
        return positions.length;
    }

    /** Returns the number of taps in wide tiles. */
    int wideTaps() {
        return wide.length * width;
    }

    /** Returns the index in the filter's own order of each tap, wide tiles first. */
    int[] positions() {
        return positions;
    }
}
