package io.github.lanewise.engine.kernel;

import io.github.lanewise.engine.kernel.RowPartition.Height;
import io.github.lanewise.engine.kernel.RowPartition.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;

/**
 * The kernel under the gradients of filters: {@code sums[k][tap] = Σ_pixels d[k][pixel] · x[pixel +
 * tap]}, lane by lane, and then summed over the lanes by {@link LaneSum}.
 *
 * <p>The rows d of a block are copied first, a cacheful of pixels at a time, so that those of one
 * pixel stand together; a tile of {@code LaneDotRxT} then reads one slice of d and one of x per
 * pixel. The tiles are alike but for R and T, for the reason given at {@link OuterProduct}.
 */
public final class LaneDot {
    private static final boolean MANY_REGISTERS = Lanes.REGISTERS == 32;
    private static final List<Height> FIVE_TAPS =
            List.of(new Height(4, 4), new Height(3, 3.1), new Height(1, 2));
    private static final List<Height> FEWER_TAPS =
            MANY_REGISTERS
                    ? List.of(new Height(6, 6), new Height(4, 4.2), new Height(1, 2))
                    : List.of(new Height(4, 4), new Height(1, 2));
    private static final int MAX_HEIGHT = 6;

    /** Bytes of packed rows to aim at: they leave room for x in a first-level cache. */
    private static final int PANEL_BYTES = 24 << 10;

    private final TapTiles tiles;
    private final List<Part> parts;
    private final int paddedVectors;

    /**
     * Chooses the tiles.
     *
     * @param rows K, rows of d
     * @param runs the taps
     */
    public LaneDot(int rows, TapRuns runs) {
        int longest = runs.longest();
        int width = longest < 3 ? 1 : MANY_REGISTERS && longest % 5 == 0 ? 5 : 3;
        tiles = new TapTiles(runs, width);
        parts = RowPartition.of(rows, width == 5 ? FIVE_TAPS : FEWER_TAPS);
        int vectors = Math.multiplyExact(MAX_HEIGHT, tiles.taps());
        paddedVectors = Math.ceilDiv(vectors, Lanes.COUNT) * Lanes.COUNT;
    }

    /** Returns the floats of scratch memory that one worker needs. */
    public long scratchFloats() {
        return (long) Lanes.COUNT * 2 * paddedVectors
                + paddedVectors
                + 2 * PANEL_BYTES / Float.BYTES;
    }

    /**
     * Binds the product to the pixels and buffers of one worker.
     *
     * @param scratch {@link #scratchFloats()} floats that nothing else uses
     * @param dPixels byte offset in a row of d of each pixel
     * @param xPixels byte offset in x of each pixel at a tap of 0
     * @param dRow bytes from one row of d to the next
     */
    public Pass pass(MemorySegment scratch, int[] dPixels, int[] xPixels, long dRow) {
        return new Pass(scratch, dPixels, xPixels, dRow);
    }

    /** One worker's use of the product. */
    public final class Pass {
        private final int[] dPixels;
        private final long dRow;
        private final MemorySegment panel;
        private final MemorySegment sums;
        private final MemorySegment totals;

        /** Sums of the first pixels and of later ones, wide tiles and single taps of each part. */
        private final LaneDotBlock[] firstWide = new LaneDotBlock[parts.size()];

        private final LaneDotBlock[] firstSingle = new LaneDotBlock[parts.size()];
        private final LaneDotBlock[] laterWide = new LaneDotBlock[parts.size()];
        private final LaneDotBlock[] laterSingle = new LaneDotBlock[parts.size()];
        private final MemorySegment later;

        private Pass(MemorySegment scratch, int[] dPixels, int[] xPixels, long dRow) {
            this.dPixels = dPixels;
            this.dRow = dRow;
            SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
            panel = allocator.allocate(2L * PANEL_BYTES);
            sums = allocator.allocate((long) paddedVectors * Lanes.BYTES);
            later = allocator.allocate((long) paddedVectors * Lanes.BYTES);
            totals = allocator.allocate(4L * paddedVectors);
            for (int i = 0; i < parts.size(); i++) {
                long singles = (long) parts.get(i).rows() * tiles.wideTaps() * Lanes.BYTES;
                firstWide[i] = new LaneDotBlock(panel, xPixels, tiles.wide(), sums);
                laterWide[i] = new LaneDotBlock(panel, xPixels, tiles.wide(), later);
                firstSingle[i] =
                        new LaneDotBlock(panel, xPixels, tiles.single(), sums.asSlice(singles));
                laterSingle[i] =
                        new LaneDotBlock(panel, xPixels, tiles.single(), later.asSlice(singles));
            }
        }

        /**
         * Adds the products of one lane group to {@code gradient}.
         *
         * @param d rows K × pixels
         * @param x what the taps read
         * @param gradient K × taps floats, in the filter's own order
         * @param offset byte offset of the first of them
         */
        public void addTo(MemorySegment d, MemorySegment x, MemorySegment gradient, long offset) {
            int done = 0;
            for (int i = 0; i < parts.size(); i++) {
                Part part = parts.get(i);
                sum(i, part, d, x);
                int vectors = part.rows() * tiles.taps();
                int padded = Math.ceilDiv(vectors, Lanes.COUNT) * Lanes.COUNT;
                LaneSum.sum(sums, 0, padded, totals);
                for (int row = done; row < part.first() + part.rows(); row++) {
                    long at = offset + 4L * row * tiles.taps();
                    addRow(part.rows(), row - part.first(), gradient, at);
                }
                done = part.first() + part.rows();
            }
        }

        private void sum(int index, Part part, MemorySegment d, MemorySegment x) {
            int rows = part.rows();
            int chunk = chunk(rows);
            for (int from = 0; from < dPixels.length; from += chunk) {
                int to = Math.min(dPixels.length, from + chunk);
                long row = part.first() * dRow;
                Elementwise.gather(d, row, dRow, rows, panel, dPixels, from, to);
                boolean first = from == 0;
                multiply(rows, tiles.width(), (first ? firstWide : laterWide)[index], from, to, x);
                multiply(rows, 1, (first ? firstSingle : laterSingle)[index], from, to, x);
                if (!first) {
                    Elementwise.add(later, 0, sums, 0, rows * tiles.taps() * Lanes.COUNT);
                }
            }
        }

        /** Returns the pixels of a call: a panelful, give or take, so that no call has few. */
        private int chunk(int rows) {
            int pixels = dPixels.length;
            int calls = Math.max(1, Math.round((float) pixels * rows * Lanes.BYTES / PANEL_BYTES));
            return Math.ceilDiv(pixels, calls);
        }

        private void multiply(
                int rows, int taps, LaneDotBlock block, int from, int to, MemorySegment x) {
            if (block.tiles().length == 0) {
                return;
            }
            switch (10 * rows + taps) {
                case 63 -> LaneDot6x3.run(block, from, to, x);
                case 43 -> LaneDot4x3.run(block, from, to, x);
                case 13 -> LaneDot1x3.run(block, from, to, x);
                case 45 -> LaneDot4x5.run(block, from, to, x);
                case 35 -> LaneDot3x5.run(block, from, to, x);
                case 15 -> LaneDot1x5.run(block, from, to, x);
                case 61 -> LaneDot6x1.run(block, from, to, x);
                case 41 -> LaneDot4x1.run(block, from, to, x);
                case 31 -> LaneDot3x1.run(block, from, to, x);
                default -> LaneDot1x1.run(block, from, to, x);
            }
        }

        private void addRow(int rows, int row, MemorySegment gradient, long offset) {
            int width = tiles.width();
            int[] positions = tiles.positions();
            for (int tile = 0; tile < tiles.wide().length; tile++) {
                long from = 4L * (tile * rows + row) * width;
                for (int tap = 0; tap < width; tap++) {
                    long to = offset + 4L * positions[tile * width + tap];
                    Elementwise.addFloat(totals, from + 4L * tap, gradient, to);
                }
            }
            for (int tap = tiles.wideTaps(); tap < tiles.taps(); tap++) {
                long from = 4L * (rows * tiles.wideTaps() + (tap - tiles.wideTaps()) * rows + row);
                Elementwise.addFloat(totals, from, gradient, offset + 4L * positions[tap]);
            }
        }
    }
}
