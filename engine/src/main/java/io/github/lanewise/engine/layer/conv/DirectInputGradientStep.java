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
import java.util.Arrays;
import java.util.List;

/**
 * Backward data: {@code dx[c][h][w] = Σ_k,r,s w[k][c][r][s] · dy[k][p][q]} over the outputs with
 * {@code p·strideH + r - top = h} and likewise for columns; one product per pair of phases and of
 * classes of positions that meet the same taps. With a column stride the phases of a row are
 * computed side by side and then interleaved.
 */
final class DirectInputGradientStep implements ConvStep {
    private static final int V = Lanes.BYTES;

    private final DirectInputGradient plan;
    private final MemorySegment dy;
    private final Layout dyLayout;
    private final Tensor dx;
    private final int columnPhases;
    private final Layout target;
    private final MemorySegment memory;
    private final List<OuterProduct> products = new ArrayList<>();

    DirectInputGradientStep(DirectInputGradient plan, Tensor dy, Tensor dx, Workspace workspace) {
        this.plan = plan;
        this.dy = dy.segment();
        this.dyLayout = dy.layout();
        this.dx = dx;
        columnPhases = plan.geometry().strideWidth();
        boolean split = columnPhases > 1;
        target = split ? Layout.packed(dx.shape()) : dx.layout();
        memory = split ? workspace.tensor(target).segment() : dx.segment();
        int before = 0;
        for (int i = 0; i < plan.phases().length; i++) {
            BackwardPhase phase = plan.phases()[i];
            before = i % columnPhases == 0 ? 0 : before;
            if (phase.hasPositions()) {
                addProducts(phase, split ? before : phase.column().position(0));
            }
            before += phase.column().count();
        }
    }

    private void addProducts(BackwardPhase phase, int firstColumn) {
        for (int i = 0; i < phase.columnClasses().size(); i++) {
            TapClass columns = phase.columnClasses().get(i);
            for (TapClass rows : phase.rowClasses()) {
                Columns positions = positions(phase, rows, columns, firstColumn);
                products.add(new OuterProduct(phase.matrix(i), positions));
            }
        }
    }

    // dx (C, positions) = w (C, tap rows·K·tap columns) × dy (tap rows·K·tap columns, positions)
    // or, for one channel, dx (2, pairs of rows) = w (2, (tap rows + 1)·K·tap columns) × dy (…,
    // pairs)
    private Columns positions(
            BackwardPhase phase, TapClass rows, TapClass columns, int firstColumn) {
        List<Integer> columnStarts = columns.starts();
        List<Integer> rowStarts = phase.paired() ? rows.starts() : bothOf(rows, phase.row());
        int[] from = new int[rowStarts.size() * columnStarts.size()];
        int[] to = new int[from.length];
        int[] order = Columns.bandOrder(rowStarts.size(), columnStarts.size());
        for (int group = 0; group < order.length; group++) {
            int row = rowStarts.get(order[group] / columnStarts.size());
            int column = columnStarts.get(order[group] % columnStarts.size());
            int p = rows.firstGradient(phase.row(), row);
            int q = columns.firstGradient(phase.column(), column);
            int h = phase.row().position(row);
            from[group] = Math.toIntExact(dyLayout.offset(0, p, q));
            to[group] = Math.toIntExact(target.offset(0, h, firstColumn + column));
        }
        boolean empty = rows.steps() == 0 || columns.steps() == 0;
        if (empty) {
            Arrays.fill(from, 0);
        }
        return Columns.ofGroups(
                Columns.groupWidth(phase.column().count()),
                phase.firstStep(rows, columns),
                plan.order()
                        .backwardTaps(rows, columns, dyLayout.planeStride(), dyLayout.rowStride()),
                from,
                to,
                phase.paired() ? phase.row().stride() * target.rowStride() : target.planeStride());
    }

    /** Returns every row of the pairs of a class. */
    private static List<Integer> bothOf(TapClass rows, AxisPhase phase) {
        List<Integer> all = new ArrayList<>();
        for (int start : rows.starts()) {
            for (int i = start; i < start + Columns.groupWidth(phase.count()); i++) {
                all.add(i);
            }
        }
        return all;
    }

    @Override
    public void run(MemorySegment gradients) {
        for (int i = 0; i < products.size(); i++) {
            products.get(i).run(dy, memory);
        }
        if (columnPhases > 1) {
            interleave();
        }
    }

    private void interleave() {
        for (int c = 0; c < dx.shape().channels(); c++) {
            for (int h = 0; h < dx.shape().height(); h++) {
                int before = 0;
                for (int b = 0; b < columnPhases; b++) {
                    AxisPhase column = plan.phases()[b].column();
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
