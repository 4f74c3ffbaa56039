package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Ranges;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.ImagePass;
import java.util.List;

/** Computes a function of two operands along a {@link Walk}. */
final class BinaryPass implements ImagePass {
    /** Time of a vector in that of one that is read and written. */
    private static final double WORK = 1.5;

    private final RowFunction function;
    private final Operand a;
    private final Operand b;
    private final Operand y;
    private final Walk walk;
    private final List<BinaryRow> rows;
    private final Ranges ranges;
    private final boolean lanes;

    /**
     * Binds a pass.
     *
     * @param operands a, b and y
     * @param rows one per worker
     */
    BinaryPass(
            RowFunction function,
            MemoryOrder order,
            List<Operand> operands,
            Walk walk,
            List<BinaryRow> rows,
            int workers) {
        this.function = function;
        this.walk = walk;
        this.rows = rows;
        a = operands.get(0);
        b = operands.get(1);
        y = operands.get(2);
        lanes = order == MemoryOrder.LANES;
        double vectors = lanes ? walk.longest() : (double) walk.longest() / Lanes.COUNT;
        ranges = Ranges.of(walk.items(), WORK * vectors, workers);
    }

    @Override
    public int tasks() {
        return ranges.count();
    }

    @Override
    public void run(int task, int worker) {
        BinaryRow row = rows.get(worker);
        for (int item = ranges.from(task); item < ranges.to(task); item++) {
            int count = walk.count(item);
            takeFirst(row, item, count);
            takeSecond(row, item, count);
            row.result(y.memory(), walk.offset(2, item));
            if (lanes) {
                function.apply(row, count);
            } else {
                row.apply(function, count);
            }
        }
    }

    private void takeFirst(BinaryRow row, int item, int count) {
        long offset = walk.offset(0, item);
        long step = walk.step(0) == 0 ? 0 : Lanes.BYTES;
        if (isSpread(a, step)) {
            row.spreadFirst(a.memory(), offset, step == 0 ? 1 : count, step);
        } else {
            row.first(a.memory(), offset, step);
        }
    }

    private void takeSecond(BinaryRow row, int item, int count) {
        long offset = walk.offset(1, item);
        long step = walk.step(1) == 0 ? 0 : Lanes.BYTES;
        if (isSpread(b, step)) {
            row.spreadSecond(b.memory(), offset, step == 0 ? 1 : count, step);
        } else {
            row.second(b.memory(), offset, step);
        }
    }

    /** Returns whether a float stands for a vector, whose lanes are channels or places in a row. */
    private boolean isSpread(Operand operand, long step) {
        return lanes ? operand.spread() : step == 0;
    }
}
