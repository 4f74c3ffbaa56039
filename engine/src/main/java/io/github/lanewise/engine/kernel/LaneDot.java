package io.github.lanewise.engine.kernel;

import io.github.lanewise.engine.kernel.RowPartition.Height;
import io.github.lanewise.engine.kernel.RowPartition.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.List;
import java.util.Optional;

/**
 * The kernel under the gradients of filters: {@code sums[k][tap] = Σ_pixels d[k][pixel] · x[pixel +
 * tap]}, lane by lane, and then summed over the lanes by {@link LaneSum}.
 *
 * <p>The tiles of {@code LaneDotRxT} hold the sums of R rows and T taps in registers. They are
 * alike but for R and T, for the reason given at {@link OuterProduct}. The sums of a block of tiles
 * stay in the first-level cache until their lanes are summed, and so do the pixels of a call.
 */
public final class LaneDot {
    private static final boolean MANY_REGISTERS = Lanes.REGISTERS == 32;
    private static final List<Height> TALL =
            List.of(new Height(4, 4), new Height(3, 3.1), new Height(1, 2));

    /** Three runs of three taps share the vectors of two rows: 11 loads for 18 multiply-adds. */
    private static final List<Height> LOW = List.of(new Height(2, 2), new Height(1, 1.5));

    /** Vectors of sums of a block, 8 KiB with 16 lanes; more than those of the largest tile. */
    private static final int BLOCK_VECTORS = 128;

    /** Bytes of the rows of d that a call reads: they leave room for x in a first-level cache. */
    private static final int CALL_BYTES = 24 << 10;

    private final int taps;
    private final List<Part> parts;
    private final List<TapTiles> blocks;

    /**
     * Chooses the tiles.
     *
     * @param rows K, rows of d
     * @param runs the taps
     */
    public LaneDot(int rows, TapRuns runs) {
        taps = runs.taps();
        int longest = runs.longest();
        int width = longest < 3 ? 1 : MANY_REGISTERS && longest % 5 == 0 ? 5 : 3;
        boolean tall = MANY_REGISTERS && width != 3;
        parts = RowPartition.of(rows, tall ? TALL : LOW);
        int tallest = parts.stream().mapToInt(Part::rows).max().orElse(1);
        int runsPerTile = width == 5 ? 1 : MANY_REGISTERS ? 3 : 2;
        blocks = TapTiles.of(runs, width, runsPerTile, BLOCK_VECTORS / tallest);
    }

    /** Returns the floats of scratch memory that one worker needs. */
    public static long scratchFloats() {
        return (long) BLOCK_VECTORS * (2 * Lanes.COUNT + 1);
    }

    /**
     * Binds the product to the pixels and buffers of one worker.
     *
     * @param d rows K × pixels, in ascending order, with nothing but zeros between them
     * @param x what tap 0 reads for each pixel
     * @param rowSums receives the sums of d itself
     * @param scratch {@link #scratchFloats()} floats that nothing else uses
     */
    public Pass pass(Pixels d, Pixels x, Optional<RowSums> rowSums, MemorySegment scratch) {
        return new Pass(d, x, rowSums, scratch);
    }

    /** One worker's use of the product. */
    public final class Pass {
        private final LaneDotBlock[] operands;
        private final Pixels d;
        private final int pixels;
        private final Optional<RowSums> rowSums;
        private final MemorySegment sums;
        private final MemorySegment later;
        private final MemorySegment totals;

        private Pass(Pixels d, Pixels x, Optional<RowSums> rowSums, MemorySegment scratch) {
            this.d = d;
            this.rowSums = rowSums;
            operands =
                    blocks.stream()
                            .map(tiles -> new LaneDotBlock(d, x, tiles))
                            .toArray(LaneDotBlock[]::new);
            pixels = d.count();
            SegmentAllocator allocator = SegmentAllocator.slicingAllocator(scratch);
            sums = allocator.allocate((long) BLOCK_VECTORS * Lanes.BYTES);
            later = allocator.allocate((long) BLOCK_VECTORS * Lanes.BYTES);
            totals = allocator.allocate(4L * BLOCK_VECTORS);
        }

        /**
         * Adds the products of one lane group to {@code gradient}.
         *
         * @param gradient K × taps floats, in the filter's own order
         * @param offset byte offset of the first of them
         */
        public void addTo(MemorySegment gradient, long offset) {
            for (int block = 0; block < operands.length; block++) {
                int done = 0;
                for (int i = 0; i < parts.size(); i++) {
                    Part part = parts.get(i);
                    int vectors = part.rows() * blocks.get(block).count();
                    sum(part, block, vectors);
                    LaneSum.sum(sums, 0, LaneSum.padded(vectors), totals);
                    for (int row = done; row < part.first() + part.rows(); row++) {
                        addRow(part, blocks.get(block), row, gradient, offset);
                    }
                    done = part.first() + part.rows();
                }
            }
        }

        /** Sums over calls of a cacheful of pixels each, give or take, so that none has few. */
        private void sum(Part part, int block, int vectors) {
            int bytes = pixels * part.rows() * Lanes.BYTES;
            int call = Math.ceilDiv(pixels, Math.max(1, Math.round((float) bytes / CALL_BYTES)));
            for (int from = 0; from < pixels; from += call) {
                int to = Math.min(pixels, from + call);
                multiply(part, block, from, to, from == 0 ? sums : later);
                if (from > 0) {
                    Elementwise.add(later, 0, sums, 0, vectors * Lanes.COUNT);
                }
                if (block == 0 && rowSums.isPresent()) {
                    sumRows(part, from, to, rowSums.get());
                }
            }
        }

        /** Sums d while it is in the cache. */
        private void sumRows(Part part, int from, int to, RowSums target) {
            int[] offsets = d.offsets();
            int count = (offsets[to - 1] - offsets[from]) / Lanes.BYTES + 1;
            for (int row = part.first(); row < part.first() + part.rows(); row++) {
                long offset = row * d.rowStride() + offsets[from];
                if (from == 0) {
                    target.set(row, d.memory(), offset, count);
                } else {
                    target.add(row, d.memory(), offset, count);
                }
            }
        }

        private void multiply(Part part, int index, int from, int to, MemorySegment out) {
            LaneDotBlock block = operands[index];
            long row = part.first() * d.rowStride();
            switch (10 * part.rows() + blocks.get(index).tapsPerTile()) {
                case 45 -> LaneDot4x5.run(block, row, from, to, out);
                case 35 -> LaneDot3x5.run(block, row, from, to, out);
                case 15 -> LaneDot1x5.run(block, row, from, to, out);
                case 29 -> LaneDot2x9.run(block, row, from, to, out);
                case 19 -> LaneDot1x9.run(block, row, from, to, out);
                case 26 -> LaneDot2x6.run(block, row, from, to, out);
                case 16 -> LaneDot1x6.run(block, row, from, to, out);
                case 44 -> LaneDot4x4.run(block, row, from, to, out);
                case 34 -> LaneDot3x4.run(block, row, from, to, out);
                case 24 -> LaneDot2x4.run(block, row, from, to, out);
                case 14 -> LaneDot1x4.run(block, row, from, to, out);
                default -> throw new AssertionError(part + " has no tile");
            }
        }

        private void addRow(
                Part part, TapTiles tiles, int row, MemorySegment gradient, long offset) {
            long from = 4L * (row - part.first()) * tiles.count();
            long to = offset + 4L * row * taps;
            List<TapTiles.Sequence> sequences = tiles.sequences();
            for (int i = 0; i < sequences.size(); i++) {
                TapTiles.Sequence s = sequences.get(i);
                Elementwise.add(
                        totals,
                        from + 4L * s.first(),
                        gradient,
                        to + 4L * s.position(),
                        s.length());
            }
        }
    }
}
