package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.tensor.Tensor;

/**
 * Makes results below 0 to 0.
 *
 * @param y output
 */
record Rectifier(Tensor y) implements RowEnd {
    /** Returns such an end, or none. */
    static RowEnd of(Tensor y, boolean rectified) {
        return rectified ? new Rectifier(y) : RowEnd.NONE;
    }

    @Override
    public void apply(int plane, int row, int column, int count) {
        Elementwise.rectify(y.segment(), y.layout().vector(plane, row, column), count);
    }
}
