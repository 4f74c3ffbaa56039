package io.github.lanewise.engine.layer.pool;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.layer.LaneGroup;
import io.github.lanewise.engine.layer.LayerPass;
import io.github.lanewise.engine.layer.PassBuffers;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Optional;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Max pooling: one worker's with images in lanes, that of all with channels. Padding is never read,
 * which makes it −∞. The backward pass finds the maximum again by comparing the input with the
 * output, so nothing has to be remembered.
 */
final class MaxPoolPass implements LayerPass {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private final PoolGeometry g;
    private final Tensor input;
    private final Tensor output;
    private final MemorySegment x;
    private final MemorySegment y;
    private final long xRow;
    private final Optional<Tensor> inputGradient;
    private final MemorySegment dx;
    private final MemorySegment dy;
    private final Layout dyLayout;
    private final boolean twoByTwo;

    MaxPoolPass(PoolGeometry g, PassBuffers buffers) {
        this(g, buffers.x(), buffers.y(), buffers.gradients());
    }

    MaxPoolPass(PoolGeometry g, Tensor x, Tensor y, Optional<PassBuffers.Gradients> gradients) {
        this.g = g;
        input = x;
        output = y;
        this.x = input.segment();
        this.y = output.segment();
        xRow = input.layout().rowStride();
        inputGradient = gradients.flatMap(PassBuffers.Gradients::dx);
        dx = inputGradient.map(Tensor::segment).orElse(MemorySegment.NULL);
        dy = gradients.map(d -> d.dy().segment()).orElse(MemorySegment.NULL);
        dyLayout = gradients.map(d -> d.dy().layout()).orElse(output.layout());
        Shape shape = input.shape();
        twoByTwo =
                g.equals(PoolGeometry.of(2, 2))
                        && shape.height() % 2 == 0
                        && shape.width() % 2 == 0;
    }

    @Override
    public void forward(LaneGroup group) {
        for (int c = 0; c < output.layout().planes(); c++) {
            for (int p = 0; p < output.shape().height(); p++) {
                forward(c, p);
            }
        }
    }

    /** Computes output row p of a plane. */
    void forward(int plane, int p) {
        if (twoByTwo) {
            forwardTwoByTwo(plane, p);
        } else {
            forwardWindows(plane, p);
        }
    }

    private void forwardWindows(int c, int p) {
        int top = g.rowFrom(p);
        int bottom = g.rowTo(p, input.shape().height());
        for (int q = 0; q < output.shape().width(); q++) {
            int left = g.columnFrom(q);
            int columns = g.columnTo(q, input.shape().width()) - left;
            long at = input.layout().vector(c, top, left);
            FloatVector max = FloatVector.fromMemorySegment(S, x, at, ORDER);
            for (int r = 0; r < bottom - top; r++) {
                for (int s = 0; s < columns; s++) {
                    long from = at + r * xRow + (long) s * V;
                    max = max.max(FloatVector.fromMemorySegment(S, x, from, ORDER));
                }
            }
            max.intoMemorySegment(y, output.layout().vector(c, p, q), ORDER);
        }
    }

    private void forwardTwoByTwo(int c, int p) {
        long upper = input.layout().vector(c, 2 * p, 0);
        long lower = upper + xRow;
        long to = output.layout().vector(c, p, 0);
        for (int q = 0; q < output.shape().width(); q++) {
            long left = 2L * q * V;
            FloatVector a0 = FloatVector.fromMemorySegment(S, x, upper + left, ORDER);
            FloatVector a1 = FloatVector.fromMemorySegment(S, x, upper + left + V, ORDER);
            FloatVector b0 = FloatVector.fromMemorySegment(S, x, lower + left, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, x, lower + left + V, ORDER);
            a0.max(a1).max(b0.max(b1)).intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    @Override
    public void backward(LaneGroup group, MemorySegment gradients) {
        if (inputGradient.isEmpty()) {
            return;
        }
        Tensor target = inputGradient.get();
        if (!twoByTwo) {
            target.clear();
        }
        for (int c = 0; c < output.layout().planes(); c++) {
            for (int p = 0; p < output.shape().height(); p++) {
                if (twoByTwo) {
                    backwardTwoByTwo(c, p, target.layout());
                } else {
                    backward(c, p, target.layout());
                }
            }
        }
    }

    private void backward(int c, int p, Layout to) {
        int top = g.rowFrom(p);
        int bottom = g.rowTo(p, input.shape().height());
        for (int q = 0; q < output.shape().width(); q++) {
            int left = g.columnFrom(q);
            int right = g.columnTo(q, input.shape().width());
            long yAt = output.layout().vector(c, p, q);
            FloatVector max = FloatVector.fromMemorySegment(S, y, yAt, ORDER);
            FloatVector gradient =
                    FloatVector.fromMemorySegment(S, dy, dyLayout.vector(c, p, q), ORDER);
            for (int h = top; h < bottom; h++) {
                for (int w = left; w < right; w++) {
                    long from = input.layout().vector(c, h, w);
                    VectorMask<Float> here =
                            FloatVector.fromMemorySegment(S, x, from, ORDER).eq(max);
                    long at = to.vector(c, h, w);
                    FloatVector old = FloatVector.fromMemorySegment(S, dx, at, ORDER);
                    old.blend(old.add(gradient), here).intoMemorySegment(dx, at, ORDER);
                    // The first maximum takes it all: nothing is left for later ones.
                    gradient = gradient.blend(0, here);
                }
            }
        }
    }

    private void backwardTwoByTwo(int c, int p, Layout target) {
        long upper = input.layout().vector(c, 2 * p, 0);
        long lower = upper + xRow;
        long yAt = output.layout().vector(c, p, 0);
        long dyAt = dyLayout.vector(c, p, 0);
        long upperTo = target.vector(c, 2 * p, 0);
        long lowerTo = upperTo + target.rowStride();
        FloatVector zero = FloatVector.zero(S);
        for (int q = 0; q < output.shape().width(); q++) {
            long left = 2L * q * V;
            FloatVector max = FloatVector.fromMemorySegment(S, y, yAt + (long) q * V, ORDER);
            FloatVector d = FloatVector.fromMemorySegment(S, dy, dyAt + (long) q * V, ORDER);
            FloatVector a0 = FloatVector.fromMemorySegment(S, x, upper + left, ORDER);
            FloatVector a1 = FloatVector.fromMemorySegment(S, x, upper + left + V, ORDER);
            FloatVector b0 = FloatVector.fromMemorySegment(S, x, lower + left, ORDER);
            FloatVector b1 = FloatVector.fromMemorySegment(S, x, lower + left + V, ORDER);
            zero.blend(d, a0.eq(max)).intoMemorySegment(dx, upperTo + left, ORDER);
            d = d.blend(0, a0.eq(max));
            zero.blend(d, a1.eq(max)).intoMemorySegment(dx, upperTo + left + V, ORDER);
            d = d.blend(0, a1.eq(max));
            zero.blend(d, b0.eq(max)).intoMemorySegment(dx, lowerTo + left, ORDER);
            d = d.blend(0, b0.eq(max));
            zero.blend(d, b1.eq(max)).intoMemorySegment(dx, lowerTo + left + V, ORDER);
        }
    }
}
