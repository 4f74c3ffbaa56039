package io.github.lanewise.engine.loss;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.kernel.VectorMath;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Softmax over the classes, lane by lane: a buffer is {@code [classes][L]}. */
final class SoftmaxKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private SoftmaxKernel() {}

    /**
     * {@code y[k] = e^(x[k] − max) / sum}.
     *
     * @param maxima receives the maximum of each lane
     * @param sums receives the sum of e^(x − max) of each lane
     */
    static void softmax(
            MemorySegment x,
            MemorySegment y,
            int classes,
            MemorySegment maxima,
            MemorySegment sums) {
        FloatVector max = FloatVector.fromMemorySegment(S, x, 0, ORDER);
        for (int k = 1; k < classes; k++) {
            max = max.max(FloatVector.fromMemorySegment(S, x, (long) k * V, ORDER));
        }
        FloatVector sum = FloatVector.zero(S);
        for (int k = 0; k < classes; k++) {
            long at = (long) k * V;
            FloatVector e = VectorMath.exp(FloatVector.fromMemorySegment(S, x, at, ORDER).sub(max));
            e.intoMemorySegment(y, at, ORDER);
            sum = sum.add(e);
        }
        max.intoMemorySegment(maxima, 0, ORDER);
        sum.intoMemorySegment(sums, 0, ORDER);
        FloatVector inverse = FloatVector.broadcast(S, 1f).div(sum);
        for (int k = 0; k < classes; k++) {
            long at = (long) k * V;
            FloatVector.fromMemorySegment(S, y, at, ORDER)
                    .mul(inverse)
                    .intoMemorySegment(y, at, ORDER);
        }
    }

    /** Multiplies a buffer by a number. */
    static void scale(MemorySegment x, int classes, float factor) {
        for (int k = 0; k < classes; k++) {
            long at = (long) k * V;
            FloatVector.fromMemorySegment(S, x, at, ORDER)
                    .mul(factor)
                    .intoMemorySegment(x, at, ORDER);
        }
    }
}
