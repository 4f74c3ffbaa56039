package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * The vector side of a {@link PixelProduct}: a matrix of rows × steps with L neighbouring rows in
 * the lanes of a vector. It is stored block by block, a block being a few vectors, and within a
 * block step by step, so that a kernel reads it from beginning to end. Missing rows of the last
 * vector are zero.
 */
public final class PackedLanes implements PackedMatrix {
    /** Most vectors of a block: those of the widest tile. */
    public static final int WIDEST = Lanes.REGISTERS == 32 ? 4 : 2;

    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private final int rows;
    private final int steps;
    private final int[] first;
    private final MemorySegment values;
    private final float[][] start;

    /**
     * Allocates a matrix of zeros.
     *
     * @param rows number of rows
     * @param steps length of each row
     * @param allocator returns so many zero floats, aligned to vectors
     */
    public PackedLanes(int rows, int steps, LongFunction<MemorySegment> allocator) {
        this.rows = rows;
        this.steps = steps;
        int vectors = vectors(rows);
        first = blocks(vectors);
        values = allocator.apply((long) vectors * steps * Lanes.COUNT);
        start = new float[blocks()][];
        for (int block = 0; block < start.length; block++) {
            start[block] = new float[width(block) * Lanes.COUNT];
        }
    }

    /** Returns the vectors that hold one float of that many rows. */
    public static int vectors(int rows) {
        return Math.ceilDiv(rows, Lanes.COUNT);
    }

    /** Returns the first vector of each block, and the end of the last. */
    private static int[] blocks(int vectors) {
        int[] first = new int[vectors + 1];
        int count = 0;
        int width = WIDEST;
        for (int at = 0; at < vectors; at += width) {
            while (width > vectors - at) {
                width /= 2;
            }
            first[count] = at;
            count++;
        }
        first[count] = vectors;
        return Arrays.copyOf(first, count + 1);
    }

    @Override
    public int blocks() {
        return first.length - 1;
    }

    @Override
    public int firstRow(int block) {
        return first[block] * Lanes.COUNT;
    }

    @Override
    public int height(int block) {
        return Math.min(rows, first[block + 1] * Lanes.COUNT) - firstRow(block);
    }

    /** Returns the bytes of the matrix. */
    public long byteSize() {
        return values.byteSize();
    }

    /** Returns the number of the first vector of a block. */
    int firstVector(int block) {
        return first[block];
    }

    /** Returns the vectors of a block: 1, 2 or 4. */
    int width(int block) {
        return first[block + 1] - first[block];
    }

    /** Returns step by step the vectors of a block. */
    MemorySegment values(int block) {
        long vectorBytes = (long) steps * Lanes.BYTES;
        return values.asSlice(first[block] * vectorBytes, width(block) * vectorBytes);
    }

    /** Returns the vectors that the rows of a block start from; they change with the matrix. */
    float[] start(int block) {
        return start[block];
    }

    @Override
    public void pack(
            int block, MemorySegment matrix, long first, long rowStride, int[] stepOffsets) {
        MemorySegment target = values(block);
        long stride = (long) width(block) * Lanes.COUNT;
        for (int r = 0; r < height(block); r++) {
            long row = first + (firstRow(block) + r) * rowStride;
            long at = r;
            for (int t = 0; t < steps; t++, at += stride) {
                target.setAtIndex(FLOAT, at, matrix.getAtIndex(FLOAT, row + stepOffsets[t]));
            }
        }
    }

    @Override
    public void set(int block, int r, float[] row) {
        MemorySegment target = values(block);
        long stride = (long) width(block) * Lanes.COUNT;
        long at = r;
        for (int t = 0; t < steps; t++, at += stride) {
            target.setAtIndex(FLOAT, at, row[t]);
        }
    }

    @Override
    public void startFrom(MemorySegment vector) {
        for (int block = 0; block < start.length; block++) {
            long from = (long) firstRow(block) * Float.BYTES;
            MemorySegment.copy(vector, FLOAT, from, start[block], 0, height(block));
        }
    }
}
