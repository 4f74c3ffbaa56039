package io.github.lanewise.engine.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Some tiles of a {@link LaneDot}, all of one shape: a number of runs of neighbouring taps. Where
 * runs are missing to fill the last tile, it repeats its last one, and nobody takes those sums.
 */
final class TapTiles {
    /** Runs of a tile of single taps. */
    private static final int SINGLE_RUNS = 4;

    private final int runs;
    private final int taps;
    private final int[] offsets;
    private final List<Sequence> sequences;

    /**
     * Some taps that stand next to each other in the tiles and in the filter.
     *
     * @param first index of the first among the taps of the tiles
     * @param position index of the first in the filter's own order
     * @param length number of taps
     */
    record Sequence(int first, int position, int length) {}

    private TapTiles(int runs, int taps, int[] offsets, List<Sequence> sequences) {
        this.runs = runs;
        this.taps = taps;
        this.offsets = offsets;
        this.sequences = sequences;
    }

    /**
     * Cuts the taps of a filter into blocks of tiles: first those whose runs have {@code width}
     * taps, then those of single taps, which are what is left of each run.
     *
     * @param all the taps
     * @param width taps of a run of the wide tiles; 1 if there are to be none
     * @param runs runs of the wide tiles
     * @param maxTaps most taps of a block, at least those of a tile
     */
    static List<TapTiles> of(TapRuns all, int width, int runs, int maxTaps) {
        List<Integer> wideOffsets = new ArrayList<>();
        List<Integer> widePositions = new ArrayList<>();
        List<Integer> singleOffsets = new ArrayList<>();
        List<Integer> singlePositions = new ArrayList<>();
        int tap = 0;
        for (int run = 0; run < all.length().length; run++) {
            int length = all.length()[run];
            for (int done = 0; done < length; ) {
                boolean wide = width > 1 && length - done >= width;
                int taps = wide ? width : 1;
                (wide ? wideOffsets : singleOffsets).add(all.offset()[run] + done * Lanes.BYTES);
                for (int end = tap + taps; tap < end; tap++) {
                    (wide ? widePositions : singlePositions).add(all.position()[tap]);
                }
                done += taps;
            }
        }
        List<TapTiles> blocks = new ArrayList<>();
        addBlocks(blocks, wideOffsets, widePositions, runs, width, maxTaps);
        addBlocks(blocks, singleOffsets, singlePositions, SINGLE_RUNS, 1, maxTaps);
        return blocks;
    }

    private static void addBlocks(
            List<TapTiles> blocks,
            List<Integer> offsets,
            List<Integer> positions,
            int runs,
            int taps,
            int maxTaps) {
        int runsPerBlock = maxTaps / (runs * taps) * runs;
        for (int first = 0; first < offsets.size(); first += runsPerBlock) {
            int end = Math.min(offsets.size(), first + runsPerBlock);
            int padded = Math.ceilDiv(end - first, runs) * runs;
            int[] blockOffsets = new int[padded];
            for (int run = 0; run < padded; run++) {
                blockOffsets[run] = offsets.get(Math.min(first + run, end - 1));
            }
            List<Sequence> sequences = sequences(positions.subList(first * taps, end * taps));
            blocks.add(new TapTiles(runs, taps, blockOffsets, sequences));
        }
    }

    private static List<Sequence> sequences(List<Integer> positions) {
        List<Sequence> sequences = new ArrayList<>();
        int first = 0;
        for (int tap = 1; tap <= positions.size(); tap++) {
            boolean neighbour =
                    tap < positions.size() && positions.get(tap) == positions.get(tap - 1) + 1;
            if (!neighbour) {
                sequences.add(new Sequence(first, positions.get(first), tap - first));
                first = tap;
            }
        }
        return sequences;
    }

    /** Returns the taps of a run. */
    int tapsPerRun() {
        return taps;
    }

    /** Returns the taps of a tile. */
    int tapsPerTile() {
        return runs * taps;
    }

    /** Returns the number of taps, repetitions included. */
    int count() {
        return offsets.length * taps;
    }

    /** Returns the byte offset from a pixel of the first tap of each run, tile after tile. */
    int[] offsets() {
        return offsets;
    }

    /** Returns the taps that are no repetitions. */
    List<Sequence> sequences() {
        return sequences;
    }
}
