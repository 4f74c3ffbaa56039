package io.github.lanewise.engine.operation.matrix;

import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;

/** Products of matrices that stand as they are, row by row of the results. */
final class RowPass implements ImagePass {
    private final Product product;
    private final Finish finish;
    private final Operands operands;
    private final Batch batch;
    private final Ranges ranges;

    RowPass(Product product, Finish finish, Operands operands, Batch batch, int workers) {
        this.product = product;
        this.finish = finish;
        this.operands = operands;
        this.batch = batch;
        double vectors = (double) product.steps() * product.columns() / Lanes.COUNT;
        ranges = Ranges.of(batch.count() * product.rows(), Math.max(1, vectors), workers);
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        long yRow = 4L * product.columns();
        for (int item = ranges.from(task); item < ranges.to(task); item++) {
            int row = item % product.rows();
            int number = item / product.rows();
            RowProductKernel.run(
                    operands.a(),
                    batch.a(number) + row * product.rowStride(),
                    product.stepStride(),
                    operands.b(),
                    batch.b(number),
                    operands.y(),
                    item * yRow,
                    product.steps(),
                    product.columns());
            finish.apply(
                    operands.y(),
                    item * yRow,
                    operands.y(),
                    item * yRow,
                    product.columns(),
                    operands.c(),
                    row,
                    0);
        }
    }
}
