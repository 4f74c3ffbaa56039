package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Columns;
import io.github.lanewise.engine.kernel.PackedRows;
import io.github.lanewise.engine.tensor.Halo;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The input positions of one row phase and one column phase in the backward pass, and the weights
 * in the order in which they meet them. There is a matrix per column class; as its steps go (tap
 * row, k, tap column), each row class is a contiguous part of it.
 */
final class BackwardPhase {
    private final ConvGeometry g;
    private final AxisPhase row;
    private final AxisPhase column;
    private final List<TapClass> rowClasses;
    private final List<TapClass> columnClasses;
    private final PackedRows[] matrices;
    private final int[][] steps;

    BackwardPhase(ConvGeometry g, FilterOrder order, AxisPhase row, AxisPhase column) {
        this.g = g;
        this.row = row;
        this.column = column;
        rowClasses = TapClass.of(row, g.output().height());
        columnClasses = TapClass.of(column, g.output().width());
        matrices = new PackedRows[columnClasses.size()];
        steps = new int[matrices.length][];
        for (int i = 0; i < matrices.length; i++) {
            steps[i] = order.backwardSteps(row, column, columnClasses.get(i));
            matrices[i] =
                    new PackedRows(
                            g.input().channels(),
                            steps[i].length,
                            Columns.groupWidth(column.count()));
        }
    }

    AxisPhase row() {
        return row;
    }

    AxisPhase column() {
        return column;
    }

    List<TapClass> rowClasses() {
        return rowClasses;
    }

    List<TapClass> columnClasses() {
        return columnClasses;
    }

    PackedRows matrix(int columnClass) {
        return matrices[columnClass];
    }

    /** Returns whether there is any position. */
    boolean hasPositions() {
        return row.count() > 0 && column.count() > 0;
    }

    /** Returns the zeros that are read around the output gradients. */
    Halo halo() {
        Halo halo = Halo.NONE;
        for (TapClass rows : rowClasses) {
            for (TapClass columns : columnClasses) {
                halo =
                        halo.max(
                                new Halo(
                                        rows.zerosBefore(row),
                                        rows.zerosAfter(row, g.output().height()),
                                        columns.zerosBefore(column),
                                        columns.zerosAfter(column, g.output().width())));
            }
        }
        return halo;
    }

    /** Copies the weights K·C·R·S into all matrices. */
    void pack(MemorySegment weights) {
        for (int i = 0; i < matrices.length; i++) {
            for (int block = 0; block < matrices[i].blocks(); block++) {
                matrices[i].pack(block, weights, 0, (long) g.r() * g.s(), steps[i]);
            }
        }
    }

    /** Returns the first step of a row class in the matrix of a column class. */
    int firstStep(TapClass rows, TapClass columns) {
        return rows.from() * g.output().channels() * columns.taps();
    }
}
