package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.PackedLanes;
import io.github.lanewise.engine.kernel.PixelGrid;
import io.github.lanewise.engine.kernel.PixelProduct;
import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A product of many rows with a packed constant, in chunks of rows: {@link PixelProduct} with rows
 * for pixels. Its results are whole vectors, so that they pass through scratch memory.
 */
final class PackedPass implements ImagePass {
    /** Rows of a chunk. */
    static final int ROWS = 32;

    private final Product product;
    private final Finish finish;
    private final Operands operands;
    private final PackedLanes b;
    private final int chunks;
    private final long resultRow;

    /** By worker and chunk. */
    private final PixelProduct[][] products;

    private final MemorySegment[] results;
    private final Ranges ranges;

    PackedPass(
            Product product,
            Finish finish,
            Operands operands,
            PackedLanes b,
            List<MemorySegment> scratch,
            int workers) {
        this.product = product;
        this.finish = finish;
        this.operands = operands;
        this.b = b;
        chunks = Math.ceilDiv(product.rows(), ROWS);
        resultRow = (long) PackedLanes.vectors(product.columns()) * Lanes.BYTES;
        results = new MemorySegment[scratch.size()];
        products = new PixelProduct[scratch.size()][chunks];
        PixelGrid whole = grid(Math.min(ROWS, product.rows()));
        PixelGrid last = grid(rows(chunks - 1));
        for (int worker = 0; worker < results.length; worker++) {
            results[worker] = scratch.get(worker).asSlice(0, ROWS * resultRow);
            for (int chunk = 0; chunk < chunks; chunk++) {
                PixelGrid grid = chunk == chunks - 1 ? last : whole;
                long from = 4L * chunk * ROWS * product.steps();
                MemorySegment a = operands.a().asSlice(from, 4L * rows(chunk) * product.steps());
                products[worker][chunk] = new PixelProduct(b, grid, a, results[worker]);
            }
        }
        double work = (double) ROWS * PackedLanes.WIDEST * product.steps() / 2;
        ranges = Ranges.of(chunks * b.blocks(), work, workers);
    }

    /** Returns the floats of scratch memory of a worker. */
    static long scratchFloats(Product product) {
        return (long) ROWS * PackedLanes.vectors(product.columns()) * Lanes.COUNT;
    }

    /** Returns whether the offsets of a chunk are ints. */
    static boolean canTake(Product product) {
        long most = Math.max(product.steps(), product.columns() + Lanes.COUNT);
        return !product.transposeA() && most * ROWS * Float.BYTES < Integer.MAX_VALUE;
    }

    private int rows(int chunk) {
        return Math.min(ROWS, product.rows() - chunk * ROWS);
    }

    private PixelGrid grid(int rows) {
        int[] taps = new int[product.steps()];
        for (int k = 0; k < taps.length; k++) {
            taps[k] = Float.BYTES * k;
        }
        int[] input = new int[rows];
        int[] output = new int[rows];
        for (int row = 0; row < rows; row++) {
            input[row] = Float.BYTES * row * product.steps();
            output[row] = Math.toIntExact(row * resultRow);
        }
        return new PixelGrid(taps, input, output, Lanes.BYTES);
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        for (int item = ranges.from(task); item < ranges.to(task); item++) {
            int block = item / chunks;
            int chunk = item % chunks;
            products[worker][chunk].run(0, rows(chunk), block, block + 1);
            finish(chunk, block, results[worker]);
        }
    }

    private void finish(int chunk, int block, MemorySegment from) {
        int column = b.firstRow(block);
        int count = b.height(block);
        long yRow = 4L * product.columns();
        for (int r = 0; r < rows(chunk); r++) {
            int row = chunk * ROWS + r;
            long at = r * resultRow + 4L * column;
            long to = row * yRow + 4L * column;
            finish.apply(from, at, operands.y(), to, count, operands.c(), row, column);
        }
    }
}
