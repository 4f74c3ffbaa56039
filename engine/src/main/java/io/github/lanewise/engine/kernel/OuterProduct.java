package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;

/**
 * The kernel under every forward pass, and every gradient of an activation, with images in lanes:
 * {@code y[r][c] = start[r] + Σ_t a[r][t] · x[c + tap t]}, where a is a scalar that is broadcast,
 * and x and y are vectors of {@link Lanes#COUNT} floats. It is the batch-reduce product of
 * Georganas et al., arXiv 1906.06440, with one offset table for all steps.
 *
 * <p>The tiles of {@code OuterProductRxC} hold R×C sums in registers. They are alike but for R and
 * C and written out, since C2 keeps a vector in a register only in a named local variable.
 */
public final class OuterProduct {
    /**
     * Bytes of input that a pass over all row blocks may touch: they should stay in the L1 cache.
     */
    private static final int CHUNK_BYTES = 24 << 10;

    /** Groups of a pass over all row blocks: few would spend much of their time on the calls. */
    private static final int MIN_CHUNK = 8;

    /** Columns that the main tile takes at a time: 6×4, or 6×2 with few registers. */
    public static final int MAIN_COLUMNS = Lanes.REGISTERS == 32 ? 4 : 2;

    /** Groups of the widest tile whose rows are not alone; chunks are multiples of it. */
    private static final int WIDEST = 4;

    private final PackedRows rows;
    private final Columns columns;
    private final int chunk;

    /** Creates the product of a matrix that may be repacked at any time, and some columns. */
    public OuterProduct(PackedRows rows, Columns columns) {
        this.rows = rows;
        this.columns = columns;
        int bytesPerGroup = Math.max(1, columns.taps().length) * columns.width() * Lanes.BYTES;
        // A single block reads its input once, so there is nothing to come back to.
        this.chunk =
                rows.blocks() == 1
                        ? columns.groups()
                        : Math.max(MIN_CHUNK, CHUNK_BYTES / bytesPerGroup / WIDEST * WIDEST);
    }

    /** Computes all rows and columns: reads {@code x}, overwrites {@code y}. */
    public void run(MemorySegment x, MemorySegment y) {
        for (int from = 0; from < columns.groups(); from += chunk) {
            int to = Math.min(columns.groups(), from + chunk);
            for (int block = 0; block < rows.blocks(); block++) {
                run(rows.block(block), from, to, x, y);
            }
        }
    }

    /** Computes the rows of one block. */
    public void runBlock(int block, MemorySegment x, MemorySegment y) {
        run(rows.block(block), 0, columns.groups(), x, y);
    }

    private void run(RowBlock block, int from, int to, MemorySegment x, MemorySegment y) {
        switch (block.height()) {
            case 12 -> OuterProduct12x1.run(block, columns, from, to, x, y);
            case 6 -> runSix(block, from, to, x, y);
            case 4 -> runFour(block, from, to, x, y);
            case 2 -> runTwo(block, from, to, x, y);
            default -> runOne(block, from, to, x, y);
        }
    }

    private void runSix(RowBlock block, int from, int to, MemorySegment x, MemorySegment y) {
        if (Lanes.REGISTERS == 32) {
            OuterProduct6x4.run(block, columns, from, to, x, y);
        } else {
            OuterProduct6x2.run(block, columns, from, to, x, y);
        }
    }

    private void runFour(RowBlock block, int from, int to, MemorySegment x, MemorySegment y) {
        if (columns.width() == 1) {
            OuterProduct4x1.run(block, columns, from, to, x, y);
        } else {
            OuterProduct4x4.run(block, columns, from, to, x, y);
        }
    }

    private void runTwo(RowBlock block, int from, int to, MemorySegment x, MemorySegment y) {
        int rest = from;
        if (Lanes.REGISTERS == 32) {
            rest += (to - from) / WIDEST * WIDEST;
            OuterProduct2x8.run(block, columns, from, rest, x, y);
        }
        OuterProduct2x4.run(block, columns, rest, to, x, y);
    }

    private void runOne(RowBlock block, int from, int to, MemorySegment x, MemorySegment y) {
        if (columns.width() == 1) {
            OuterProduct1x1.run(block, columns, from, to, x, y);
        } else {
            int rest = from + (to - from) / 6 * 6;
            OuterProduct1x12.run(block, columns, from, rest, x, y);
            OuterProduct1x4.run(block, columns, rest, to, x, y);
        }
    }
}
