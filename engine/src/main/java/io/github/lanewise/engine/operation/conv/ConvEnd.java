package io.github.lanewise.engine.operation.conv;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.conv.Limits;
import io.github.lanewise.engine.layer.conv.RowEnd;
import io.github.lanewise.engine.operation.Activation;
import io.github.lanewise.engine.operation.UnaryFunction;
import io.github.lanewise.engine.operation.UnaryKernel;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * The end of a convolution: {@code y = activation(y + residual)}.
 *
 * @param y output
 * @param residual of the same extents, where there is one
 * @param activation may be none
 */
record ConvEnd(Tensor y, Optional<Tensor> residual, Activation activation) implements RowEnd {
    /** Returns such an end, or one that does nothing. */
    static RowEnd of(Tensor y, Optional<Tensor> residual, Activation activation) {
        return residual.isEmpty() && activation.isNone()
                ? RowEnd.NONE
                : new ConvEnd(y, residual, activation);
    }

    @Override
    public void apply(int plane, int row, int column, int count) {
        MemorySegment results = y.segment();
        long at = y.layout().vector(plane, row, column);
        int floats = count * Lanes.COUNT;
        if (residual.isPresent()) {
            Tensor other = residual.get();
            long from = other.layout().vector(plane, row, column);
            if (activation.function() == UnaryFunction.RELU) {
                Elementwise.addRectified(other.segment(), from, results, at, count);
                return;
            }
            Elementwise.add(other.segment(), from, results, at, floats);
        }
        if (!activation.isNone()) {
            UnaryKernel.apply(activation, results, at, results, at, floats);
        }
    }

    @Override
    public Optional<Limits> limits() {
        if (residual.isPresent()) {
            return Optional.empty();
        }
        return switch (activation.function()) {
            case RELU -> Optional.of(Limits.RECTIFIED);
            case CLIP -> Optional.of(new Limits(activation.alpha(), activation.beta()));
            default -> Optional.empty();
        };
    }

    @Override
    public boolean joinsRows() {
        return joinsRows(y) && (residual.isEmpty() || joinsRows(residual.get()));
    }

    private static boolean joinsRows(Tensor tensor) {
        return tensor.layout().halo().left() == 0 && tensor.layout().halo().right() == 0;
    }
}
