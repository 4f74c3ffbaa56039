package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.RowDot;
import io.github.lanewise.engine.layer.ImagePass;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * A product of a few rows with a matrix whose columns stand as rows. Each is read once, and while
 * it is in cache it is multiplied with all rows of a.
 */
final class DotPass implements ImagePass {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED;

    private final Product product;
    private final Finish finish;
    private final Operands operands;
    private final RowDot dot;

    /** Rows of a, unless that is transposed. */
    private final MemorySegment[] a;

    private final MemorySegment[] y;
    private final MemorySegment[] scratch;
    private final MemorySegment[] column;
    private final Ranges ranges;

    /**
     * Binds a pass.
     *
     * @param operands b has the columns as rows
     * @param start what each column starts from
     */
    DotPass(
            Product product,
            Finish finish,
            Operands operands,
            float[] start,
            List<MemorySegment> scratch,
            int workers) {
        this.product = product;
        this.finish = finish;
        this.operands = operands;
        dot = new RowDot(operands.b(), product.steps(), start);
        a = new MemorySegment[product.transposeA() ? 0 : product.rows()];
        y = new MemorySegment[product.rows()];
        long aRow = 4L * product.steps();
        long yRow = 4L * product.columns();
        for (int row = 0; row < y.length; row++) {
            y[row] = operands.y().asSlice(row * yRow, yRow);
        }
        for (int row = 0; row < a.length; row++) {
            a[row] = operands.a().asSlice(row * aRow, aRow);
        }
        long sums = 4 * RowDot.scratchFloats();
        this.scratch = new MemorySegment[scratch.size()];
        column = new MemorySegment[product.transposeA() ? scratch.size() : 0];
        for (int worker = 0; worker < this.scratch.length; worker++) {
            this.scratch[worker] = scratch.get(worker).asSlice(0, sums);
        }
        for (int worker = 0; worker < column.length; worker++) {
            column[worker] = scratch.get(worker).asSlice(sums, aRow);
        }
        double vectors = (double) product.rows() * product.steps() * RowDot.ROWS / Lanes.COUNT;
        ranges = Ranges.of(dot.blocks(), Math.max(1, vectors / 2), workers);
    }

    /** Returns the floats of scratch memory of a worker. */
    static long scratchFloats(Product product) {
        return RowDot.scratchFloats() + (product.transposeA() ? product.steps() : 0);
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        for (int block = ranges.from(task); block < ranges.to(task); block++) {
            int first = block * RowDot.ROWS;
            int count = Math.min(RowDot.ROWS, product.columns() - first);
            for (int row = 0; row < y.length; row++) {
                MemorySegment x = product.transposeA() ? gather(row, worker) : a[row];
                dot.run(block, x, y[row], Lanes.BYTES, scratch[worker]);
                long at = 4L * first;
                finish.apply(y[row], at, y[row], at, count, operands.c(), row, first);
            }
        }
    }

    private MemorySegment gather(int row, int worker) {
        MemorySegment target = column[worker];
        long from = row * product.rowStride();
        for (int k = 0; k < product.steps(); k++) {
            float value = operands.a().get(FLOAT, from + k * product.stepStride());
            target.set(FLOAT, 4L * k, value);
        }
        return target;
    }
}
