package io.github.lanewise.engine.loss;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.kernel.VectorMath;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Softmax over the classes, lane by lane. */
final class SoftmaxKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private SoftmaxKernel() {}

    /**
     * {@code y[k] = e^(x[k] − max) / sum}.
     *
     * @param x logits, and {@code xAt} the byte offset of the vector of each class
     * @param y receives the probabilities, and {@code yAt} likewise
     * @param lanes receives the maximum of each lane, and then the sum of e^(x − max) of each
     */
    static void softmax(
            MemorySegment x, int[] xAt, MemorySegment y, int[] yAt, MemorySegment lanes) {
        FloatVector max = FloatVector.fromMemorySegment(S, x, xAt[0], ORDER);
        for (int k = 1; k < xAt.length; k++) {
            max = max.max(FloatVector.fromMemorySegment(S, x, xAt[k], ORDER));
        }
        for (int k = 0; k < xAt.length; k++) {
            FloatVector.fromMemorySegment(S, x, xAt[k], ORDER)
                    .sub(max)
                    .intoMemorySegment(y, yAt[k], ORDER);
        }
        VectorMath.exp(y, yAt);
        FloatVector sum = FloatVector.zero(S);
        for (int at : yAt) {
            sum = sum.add(FloatVector.fromMemorySegment(S, y, at, ORDER));
        }
        max.intoMemorySegment(lanes, 0, ORDER);
        sum.intoMemorySegment(lanes, V, ORDER);
        FloatVector inverse = FloatVector.broadcast(S, 1f).div(sum);
        for (int at : yAt) {
            FloatVector.fromMemorySegment(S, y, at, ORDER)
                    .mul(inverse)
                    .intoMemorySegment(y, at, ORDER);
        }
    }

    /** Multiplies the vectors at the given byte offsets by a number. */
    static void scale(MemorySegment x, int[] offsets, float factor) {
        for (int at : offsets) {
            FloatVector.fromMemorySegment(S, x, at, ORDER)
                    .mul(factor)
                    .intoMemorySegment(x, at, ORDER);
        }
    }
}
