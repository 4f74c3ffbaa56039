package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Average pooling: one worker's with images in lanes, that of all with channels. */
final class AveragePoolPass implements LayerPass {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private final PoolGeometry g;
    private final boolean countPadding;
    private final Tensor input;
    private final Tensor output;
    private final MemorySegment x;
    private final MemorySegment y;
    private final long xRow;
    private final Optional<Tensor> inputGradient;
    private final MemorySegment dx;
    private final MemorySegment dy;
    private final Layout dyLayout;

    AveragePoolPass(PoolGeometry g, boolean countPadding, PassBuffers buffers) {
        this(g, countPadding, buffers.x(), buffers.y(), buffers.gradients());
    }

    AveragePoolPass(
            PoolGeometry g,
            boolean countPadding,
            Tensor x,
            Tensor y,
            Optional<PassBuffers.Gradients> gradients) {
        this.g = g;
        this.countPadding = countPadding;
        input = x;
        output = y;
        this.x = input.segment();
        this.y = output.segment();
        xRow = input.layout().rowStride();
        inputGradient = gradients.flatMap(PassBuffers.Gradients::dx);
        dx = inputGradient.map(Tensor::segment).orElse(MemorySegment.NULL);
        dy = gradients.map(d -> d.dy().segment()).orElse(MemorySegment.NULL);
        dyLayout = gradients.map(d -> d.dy().layout()).orElse(output.layout());
    }

    @Override
    public void forward(LaneGroup group) {
        for (int c = 0; c < output.layout().planes(); c++) {
            for (int p = 0; p < output.shape().height(); p++) {
                forward(c, p);
            }
        }
    }

    /** Computes output row p of plane c. */
    void forward(int c, int p) {
        int top = g.rowFrom(p);
        int rows = g.rowTo(p, input.shape().height()) - top;
        for (int q = 0; q < output.shape().width(); q++) {
            int left = g.columnFrom(q);
            int columns = g.columnTo(q, input.shape().width()) - left;
            long at = input.layout().vector(c, top, left);
            FloatVector sum = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                for (int s = 0; s < columns; s++) {
                    long from = at + r * xRow + (long) s * V;
                    sum = sum.add(FloatVector.fromMemorySegment(S, x, from, ORDER));
                }
            }
            sum.mul(factor(rows, columns))
                    .intoMemorySegment(y, output.layout().vector(c, p, q), ORDER);
        }
    }

    @Override
    public void backward(LaneGroup group, MemorySegment gradients) {
        if (inputGradient.isEmpty()) {
            return;
        }
        Tensor target = inputGradient.get();
        target.clear();
        for (int c = 0; c < output.layout().planes(); c++) {
            for (int p = 0; p < output.shape().height(); p++) {
                backward(c, p, target.layout());
            }
        }
    }

    private void backward(int c, int p, Layout target) {
        int top = g.rowFrom(p);
        int rows = g.rowTo(p, input.shape().height()) - top;
        for (int q = 0; q < output.shape().width(); q++) {
            int left = g.columnFrom(q);
            int columns = g.columnTo(q, input.shape().width()) - left;
            FloatVector share =
                    FloatVector.fromMemorySegment(S, dy, dyLayout.vector(c, p, q), ORDER)
                            .mul(factor(rows, columns));
            long at = target.vector(c, top, left);
            for (int r = 0; r < rows; r++) {
                for (int s = 0; s < columns; s++) {
                    long to = at + r * target.rowStride() + (long) s * V;
                    FloatVector.fromMemorySegment(S, dx, to, ORDER)
                            .add(share)
                            .intoMemorySegment(dx, to, ORDER);
                }
            }
        }
    }

    private float factor(int rows, int columns) {
        return 1f / (countPadding ? g.height() * g.width() : rows * columns);
    }
}
