package io.github.lanewise.engine.layer.activation;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Activations over whole buffers of vectors; input and output may be the same memory. */
final class ActivationKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private ActivationKernel() {}

    /** y = max(x, 0); NaN stays NaN. */
    static void relu(MemorySegment x, MemorySegment y) {
        int count = vectors(y);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            FloatVector.fromMemorySegment(S, x, at, ORDER).max(0f).intoMemorySegment(y, at, ORDER);
        }
    }

    /** dx = dy where y is above 0, else 0 (at 0 too, as in PyTorch). */
    static void reluGradient(MemorySegment y, MemorySegment dy, MemorySegment dx) {
        int count = vectors(y);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            FloatVector value = FloatVector.fromMemorySegment(S, y, at, ORDER);
            FloatVector gradient = FloatVector.fromMemorySegment(S, dy, at, ORDER);
            gradient.blend(zero, value.compare(VectorOperators.LE, 0f))
                    .intoMemorySegment(dx, at, ORDER);
        }
    }

    /** dx = dy · (1 - y²). */
    static void tanhGradient(MemorySegment y, MemorySegment dy, MemorySegment dx) {
        int count = vectors(y);
        FloatVector one = FloatVector.broadcast(S, 1f);
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            FloatVector value = FloatVector.fromMemorySegment(S, y, at, ORDER);
            FloatVector slope = value.neg().fma(value, one);
            FloatVector.fromMemorySegment(S, dy, at, ORDER)
                    .mul(slope)
                    .intoMemorySegment(dx, at, ORDER);
        }
    }

    private static int vectors(MemorySegment segment) {
        return Math.toIntExact(segment.byteSize() / V);
    }
}
