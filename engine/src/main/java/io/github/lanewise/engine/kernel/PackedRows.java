package io.github.lanewise.engine.kernel;

import io.github.lanewise.engine.kernel.RowPartition.Height;
import io.github.lanewise.engine.kernel.RowPartition.Part;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * The broadcast side of an {@link OuterProduct}: a matrix of rows × steps, stored block by block
 * and within a block step by step, so that a kernel reads it from beginning to end.
 *
 * <p>It stands on the Java heap because C2 hoists the bounds checks of an array out of the inner
 * loop, which it does not do for a segment beside another segment (docs/tuning.md).
 */
public final class PackedRows implements PackedMatrix {
    private static final List<Height> WIDE =
            Lanes.REGISTERS == 32
                    ? List.of(
                            new Height(6, 5.9),
                            new Height(4, 4.1),
                            new Height(2, 2.6),
                            new Height(1, 2))
                    : List.of(new Height(6, 6), new Height(2, 2.3), new Height(1, 1.7));
    private static final List<Height> SINGLE =
            List.of(new Height(12, 12), new Height(4, 6), new Height(1, 4));

    private final int steps;
    private final float[] values;
    private final float[] start;
    private final RowBlock[] blocks;

    /**
     * Allocates a matrix of zeros.
     *
     * @param rows number of rows
     * @param steps length of each row
     * @param groupWidth of the columns that it will meet; it decides the heights of the blocks
     */
    public PackedRows(int rows, int steps, int groupWidth) {
        this.steps = steps;
        List<Part> parts = RowPartition.of(rows, groupWidth == 1 ? SINGLE : WIDE);
        int packedRows = parts.stream().mapToInt(Part::rows).sum();
        values = new float[Math.multiplyExact(packedRows, steps)];
        start = new float[rows];
        blocks = new RowBlock[parts.size()];
        int offset = 0;
        for (int i = 0; i < blocks.length; i++) {
            Part part = parts.get(i);
            blocks[i] = new RowBlock(values, offset, start, part.first(), part.rows());
            offset += part.rows() * steps;
        }
    }

    @Override
    public int blocks() {
        return blocks.length;
    }

    /** Returns the number of rows. */
    public int rows() {
        return start.length;
    }

    RowBlock block(int index) {
        return blocks[index];
    }

    @Override
    public void pack(
            int block, MemorySegment matrix, long first, long rowStride, int[] stepOffsets) {
        RowBlock b = blocks[block];
        for (int r = 0; r < b.height(); r++) {
            long row = first + (b.row() + r) * rowStride;
            int at = b.offset() + r;
            for (int t = 0; t < steps; t++, at += b.height()) {
                values[at] = matrix.getAtIndex(ValueLayout.JAVA_FLOAT, row + stepOffsets[t]);
            }
        }
    }

    /**
     * Fills a block from floats in memory that follow no common order: element (row, t) stands at
     * float {@code offsets[row][t]}, and is zero where that is negative.
     */
    public void pack(int block, MemorySegment floats, int[][] offsets) {
        RowBlock b = blocks[block];
        for (int r = 0; r < b.height(); r++) {
            int[] row = offsets[b.row() + r];
            int at = b.offset() + r;
            for (int t = 0; t < steps; t++, at += b.height()) {
                values[at] = row[t] < 0 ? 0 : floats.getAtIndex(ValueLayout.JAVA_FLOAT, row[t]);
            }
        }
    }

    @Override
    public int firstRow(int block) {
        return blocks[block].row();
    }

    @Override
    public int height(int block) {
        return blocks[block].height();
    }

    @Override
    public void set(int block, int r, float[] row) {
        RowBlock b = blocks[block];
        for (int t = 0, at = b.offset() + r; t < steps; t++, at += b.height()) {
            values[at] = row[t];
        }
    }

    @Override
    public void startFrom(MemorySegment vector) {
        MemorySegment.copy(vector, ValueLayout.JAVA_FLOAT, 0, start, 0, start.length);
    }
}
