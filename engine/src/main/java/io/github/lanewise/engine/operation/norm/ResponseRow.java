package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.VectorPower;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.RowPass;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Local response normalization of a row of pixels, some at a time.
 *
 * @param exponent a vector of -β
 * @param scratch of each worker, as the geometry says
 */
record ResponseRow(
        FeatureMap x,
        FeatureMap y,
        LocalResponseNormalization operation,
        ResponseGeometry geometry,
        MemorySegment exponent,
        List<MemorySegment> scratch)
        implements RowPass.Row {
    private static final float USUAL_BETA = 0.75f;

    @Override
    public void compute(int image, int none, int row, int worker) {
        int width = geometry.image().width();
        for (int column = 0; column < width; column += geometry.pixels()) {
            int count = Math.min(geometry.pixels(), width - column);
            squares(image, row, column, count, scratch.get(worker));
            for (int plane = 0; plane < geometry.planes(); plane++) {
                normalize(image, plane, row, column, count, scratch.get(worker));
            }
        }
    }

    private void squares(int image, int row, int column, int count, MemorySegment squares) {
        for (int i = 0; i < count; i++) {
            ResponseKernel.zero(squares, i * geometry.pitch(), geometry.zerosBefore());
            ResponseKernel.squares(
                    x.memory(),
                    x.vector(image, 0, row, column + i),
                    x.layout().planeStride(),
                    squares,
                    geometry.squares(i),
                    geometry.planes());
            ResponseKernel.zero(squares, geometry.end(i), geometry.zerosBehind());
        }
    }

    private void normalize(
            int image, int plane, int row, int column, int count, MemorySegment squares) {
        long first =
                geometry.squares(0)
                        + (long) plane * Lanes.BYTES
                        - (long) geometry.before() * Float.BYTES;
        long sums = geometry.vectors();
        ResponseKernel.sums(squares, first, geometry.pitch(), geometry.channels(), sums, count);
        float factor = (float) ((double) operation.alpha() / operation.size());
        ResponseKernel.scale(squares, sums, factor, operation.bias(), count);
        long at = x.vector(image, plane, row, column);
        long to = y.vector(image, plane, row, column);
        if (operation.beta() == USUAL_BETA) {
            ResponseKernel.divide(x.memory(), at, squares, sums, y.memory(), to, count);
        } else {
            VectorPower.magnitude(squares, sums, exponent, 0, 0, squares, sums, count);
            ResponseKernel.multiply(x.memory(), at, squares, sums, y.memory(), to, count);
        }
    }
}
