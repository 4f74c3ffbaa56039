package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.OuterProduct;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Backward data: {@code dx[c][h][w] = Σ_k,r,s w[k][c][r][s] · dy[k][p][q]} over the outputs with
 * {@code p·strideH + r - top = h} and likewise for columns; one product per pair of phases. With a
 * column stride the phases of a row are computed side by side and then interleaved.
 */
final class InputGradient {
    private static final int V = Lanes.BYTES;

    private final DirectConvolution plan;
    private final MemorySegment dy;
    private final Tensor dx;
    private final boolean split;
    private final Layout target;
    private final MemorySegment memory;
    private final List<OuterProduct> products = new ArrayList<>();

    InputGradient(DirectConvolution plan, Tensor dy, Tensor dx, Workspace workspace) {
        this.plan = plan;
        this.dy = dy.segment();
        this.dx = dx;
        split = plan.columnPhases().length > 1;
        target = split ? Layout.packed(dx.shape()) : dx.layout();
        memory = split ? workspace.tensor(target).segment() : dx.segment();
        for (int a = 0; a < plan.rowPhases().length; a++) {
            int before = 0;
            for (int b = 0; b < plan.columnPhases().length; b++) {
                AxisPhase row = plan.rowPhases()[a];
                AxisPhase column = plan.columnPhases()[b];
                if (row.count() > 0 && column.count() > 0) {
                    Columns columns = columns(row, column, before, dy.layout());
                    products.add(new OuterProduct(plan.backwardRows(a, b), columns));
                }
                before += column.count();
            }
        }
    }

    // dx (C, positions) = w (C, K·taps) × dy (K·taps, positions)
    private Columns columns(AxisPhase row, AxisPhase column, int before, Layout from) {
        int first = row.firstGradient();
        int left = column.firstGradient();
        boolean empty = row.taps() == 0 || column.taps() == 0;
        int start = split ? before : column.position(0);
        return Columns.of(
                plan.order().backwardTaps(row, column, from.planeStride(), from.rowStride()),
                new Columns.Grid(
                        row.count(),
                        column.count(),
                        (i, j) -> empty ? 0 : Math.toIntExact(from.offset(0, first + i, left + j)),
                        (i, j) -> Math.toIntExact(target.offset(0, row.position(i), start + j)),
                        target.planeStride()));
    }

    void compute() {
        for (int i = 0; i < products.size(); i++) {
            products.get(i).run(dy, memory);
        }
        if (split) {
            interleave();
        }
    }

    private void interleave() {
        for (int c = 0; c < dx.shape().channels(); c++) {
            for (int h = 0; h < dx.shape().height(); h++) {
                int before = 0;
                for (AxisPhase column : plan.columnPhases()) {
                    if (column.count() > 0) {
                        Elementwise.copy(
                                memory,
                                target.offset(c, h, before),
                                V,
                                dx.segment(),
                                dx.layout().offset(c, h, column.position(0)),
                                (long) column.stride() * V,
                                column.count());
                    }
                    before += column.count();
                }
            }
        }
    }
}
