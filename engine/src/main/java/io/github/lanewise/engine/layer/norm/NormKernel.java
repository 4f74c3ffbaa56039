package io.github.lanewise.engine.layer.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Sums over the pixels of a plane, lane by lane, and linear functions of them. */
final class NormKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private NormKernel() {}

    /** Writes Σ (x − center) of each lane, or of its square, to {@code sums}. */
    static void sum(Tensor tensor, int plane, float center, boolean squared, float[] sums) {
        Layout layout = tensor.layout();
        MemorySegment x = tensor.segment();
        FloatVector middle = FloatVector.broadcast(S, center);
        FloatVector total = FloatVector.zero(S);
        for (int row = 0; row < layout.shape().height(); row++) {
            long at = layout.vector(plane, row, 0);
            FloatVector sum = FloatVector.zero(S);
            if (squared) {
                for (int i = 0; i < layout.shape().width(); i++) {
                    FloatVector d =
                            FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER)
                                    .sub(middle);
                    sum = d.fma(d, sum);
                }
            } else {
                for (int i = 0; i < layout.shape().width(); i++) {
                    sum =
                            sum.add(
                                    FloatVector.fromMemorySegment(S, x, at + (long) i * V, ORDER)
                                            .sub(middle));
                }
            }
            total = total.add(sum);
        }
        total.intoArray(sums, 0);
    }

    /** Writes Σ dy and Σ dy · (x − center) of each lane to two arrays. */
    static void sumGradients(
            Tensor gradient,
            Tensor input,
            int plane,
            float center,
            float[] sums,
            float[] products) {
        MemorySegment dy = gradient.segment();
        MemorySegment x = input.segment();
        FloatVector middle = FloatVector.broadcast(S, center);
        FloatVector total = FloatVector.zero(S);
        FloatVector totalProduct = FloatVector.zero(S);
        for (int row = 0; row < input.shape().height(); row++) {
            long dyAt = gradient.layout().vector(plane, row, 0);
            long xAt = input.layout().vector(plane, row, 0);
            FloatVector sum = FloatVector.zero(S);
            FloatVector product = FloatVector.zero(S);
            for (int i = 0; i < input.shape().width(); i++) {
                long next = (long) i * V;
                FloatVector d = FloatVector.fromMemorySegment(S, dy, dyAt + next, ORDER);
                sum = sum.add(d);
                product =
                        FloatVector.fromMemorySegment(S, x, xAt + next, ORDER)
                                .sub(middle)
                                .fma(d, product);
            }
            total = total.add(sum);
            totalProduct = totalProduct.add(product);
        }
        total.intoArray(sums, 0);
        totalProduct.intoArray(products, 0);
    }

    /**
     * L floats for each plane.
     *
     * @param center subtracted first, so that little is lost where it is large
     * @param scale multiplied by
     * @param shift added last
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Line(float[] center, float[] scale, float[] shift) {
        static Line of(int planes) {
            int floats = planes * Lanes.COUNT;
            return new Line(new float[floats], new float[floats], new float[floats]);
        }
    }

    /** Writes {@code scale · (x − center) + shift}, with the floats of {@code place}. */
    static void scale(Tensor input, Tensor output, int plane, Line line, int place) {
        MemorySegment x = input.segment();
        MemorySegment y = output.segment();
        int at = place * Lanes.COUNT;
        FloatVector center = FloatVector.fromArray(S, line.center, at);
        FloatVector factor = FloatVector.fromArray(S, line.scale, at);
        FloatVector constant = FloatVector.fromArray(S, line.shift, at);
        for (int row = 0; row < input.shape().height(); row++) {
            long xAt = input.layout().vector(plane, row, 0);
            long yAt = output.layout().vector(plane, row, 0);
            for (int i = 0; i < input.shape().width(); i++) {
                long next = (long) i * V;
                FloatVector.fromMemorySegment(S, x, xAt + next, ORDER)
                        .sub(center)
                        .fma(factor, constant)
                        .intoMemorySegment(y, yAt + next, ORDER);
            }
        }
    }

    /**
     * Writes {@code dx = ofGradient · dy + ofValue · (x − center) + constant}.
     *
     * @param factors L floats of each of the three, which are 0 in lanes without an image
     */
    static void gradient(
            Tensor gradient,
            Tensor input,
            Tensor result,
            int plane,
            float center,
            float[] factors) {
        MemorySegment dy = gradient.segment();
        MemorySegment x = input.segment();
        MemorySegment dx = result.segment();
        FloatVector middle = FloatVector.broadcast(S, center);
        FloatVector ofGradient = FloatVector.fromArray(S, factors, 0);
        FloatVector ofValue = FloatVector.fromArray(S, factors, Lanes.COUNT);
        FloatVector constant = FloatVector.fromArray(S, factors, 2 * Lanes.COUNT);
        for (int row = 0; row < input.shape().height(); row++) {
            long dyAt = gradient.layout().vector(plane, row, 0);
            long xAt = input.layout().vector(plane, row, 0);
            long dxAt = result.layout().vector(plane, row, 0);
            for (int i = 0; i < input.shape().width(); i++) {
                long next = (long) i * V;
                FloatVector sum =
                        FloatVector.fromMemorySegment(S, x, xAt + next, ORDER)
                                .sub(middle)
                                .fma(ofValue, constant);
                FloatVector.fromMemorySegment(S, dy, dyAt + next, ORDER)
                        .fma(ofGradient, sum)
                        .intoMemorySegment(dx, dxAt + next, ORDER);
            }
        }
    }
}
