package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.LaneDot;
import io.github.lanewise.engine.kernel.Pixels;
import io.github.lanewise.engine.kernel.RowSums;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Backward weights: {@code dw[k][c][r][s] += Σ_images,p,q dy[k][p][q] · x[c][p·strideH +
 * r][q·strideW + s]}, and the bias likewise.
 */
final class DirectFilterGradientStep implements ConvStep {
    private final ConvParameters parameters;
    private final LaneDot.Pass product;
    private final Optional<RowSums> biasSums;

    DirectFilterGradientStep(
            DirectFilterGradient plan, ConvInput x, Tensor dy, Workspace workspace) {
        parameters = plan.parameters();
        FilterOrder order = new FilterOrder(plan.g(), parameters.flipped());
        Layout layout = dy.layout();
        int rows = dy.shape().height();
        int columns = dy.shape().width();
        int[] xPixels = new int[rows * columns];
        int[] dyPixels = new int[rows * columns];
        for (int p = 0; p < rows; p++) {
            for (int q = 0; q < columns; q++) {
                xPixels[p * columns + q] = x.pixel(p, q);
                dyPixels[p * columns + q] = Math.toIntExact(layout.offset(0, p, q));
            }
        }
        int filters = dy.shape().channels();
        LaneDot dot = new LaneDot(filters, order.runs(x));
        biasSums =
                parameters
                        .bias()
                        .map(bias ->
                                new RowSums(
                                        filters, workspace.floats(RowSums.scratchFloats(filters))));
        product =
                dot.pass(
                        new Pixels(dy.segment(), dyPixels, layout.planeStride()),
                        new Pixels(x.memory(), xPixels, 0),
                        biasSums,
                        workspace.floats(LaneDot.scratchFloats()));
    }

    @Override
    public void run(MemorySegment gradients) {
        product.addTo(gradients, parameters.weight().offset());
        if (biasSums.isPresent()) {
            biasSums.get().addTo(gradients, parameters.bias().orElseThrow().offset());
        }
    }
}
