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
 *
 * <p>The rows of a matrix are the input channels. A single channel would be a single row, which
 * loads a vector for each multiply-add; there two neighbouring rows of pixels are the rows of the
 * matrix, and both use the vector. With T tap rows such a pair takes T + 1 steps: in the first the
 * weight is zero for the second row, in the last for the first row. (A gradient that is not finite
 * therefore reaches one row of pixels more than the formula says.)
 */
final class BackwardPhase {
    /** With fewer tap rows, a third or more of the multiply-adds of a pair would meet zeros. */
    private static final int MIN_PAIRED_TAPS = 3;

    private final ConvGeometry g;
    private final AxisPhase row;
    private final AxisPhase column;
    private final boolean paired;
    private final List<TapClass> rowClasses;
    private final List<TapClass> columnClasses;
    private final PackedRows[] matrices;

    /** For each matrix and each row of its pair, or for all its rows, the order of the weights. */
    private final int[][][] steps;

    BackwardPhase(ConvGeometry g, FilterOrder order, AxisPhase row, AxisPhase column) {
        this.g = g;
        this.row = row;
        this.column = column;
        paired =
                g.input().channels() == 1
                        && row.count() > 1
                        && column.count() > 1
                        && row.taps() >= MIN_PAIRED_TAPS;
        int outputs = g.output().height();
        rowClasses = paired ? TapClass.ofMatrixRows(row, outputs) : TapClass.of(row, outputs);
        columnClasses = TapClass.of(column, g.output().width());
        matrices = new PackedRows[columnClasses.size()];
        steps = new int[matrices.length][paired ? 2 : 1][];
        int tapRows = row.taps() + (paired ? 1 : 0);
        for (int i = 0; i < matrices.length; i++) {
            for (int shift = 0; shift < steps[i].length; shift++) {
                steps[i][shift] =
                        order.backwardSteps(row, shift, tapRows, column, columnClasses.get(i));
            }
            matrices[i] =
                    new PackedRows(
                            paired ? 2 : g.input().channels(),
                            steps[i][0].length,
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

    /** Returns whether two neighbouring rows of pixels are the rows of the matrix. */
    boolean paired() {
        return paired;
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
                if (paired) {
                    matrices[i].pack(block, weights, steps[i]);
                } else {
                    matrices[i].pack(block, weights, 0, (long) g.r() * g.s(), steps[i][0]);
                }
            }
        }
    }

    /** Returns the first step of a row class in the matrix of a column class. */
    int firstStep(TapClass rows, TapClass columns) {
        return rows.from() * g.output().channels() * columns.steps();
    }
}
