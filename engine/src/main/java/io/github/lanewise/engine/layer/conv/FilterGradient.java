package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.kernel.LaneDot;
import io.github.lanewise.engine.layer.BiasGradient;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;

/**
 * Backward weights: {@code dw[k][c][r][s] += Σ_images,p,q dy[k][p][q] · x[c][p·strideH +
 * r][q·strideW + s]}, and the bias likewise.
 */
final class FilterGradient {
    private final DirectConvolution plan;
    private final ConvInput x;
    private final MemorySegment dy;
    private final LaneDot.Pass product;
    private final BiasGradient biasGradient;

    FilterGradient(DirectConvolution plan, ConvInput x, Tensor dy, Workspace workspace) {
        this.plan = plan;
        this.x = x;
        this.dy = dy.segment();
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
        LaneDot dot = new LaneDot(dy.shape().channels(), plan.order().runs(x));
        MemorySegment scratch = workspace.floats(dot.scratchFloats());
        product = dot.pass(scratch, dyPixels, xPixels, layout.planeStride());
        biasGradient = new BiasGradient(dy, workspace);
    }

    void addTo(MemorySegment gradients) {
        product.addTo(dy, x.memory(), gradients, plan.weightOffset());
        for (int i = 0; i < plan.bias().size(); i++) {
            Parameter bias = plan.bias().get(i);
            biasGradient.addTo(gradients, bias.offset());
        }
    }
}
