package io.github.lanewise.engine.network;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import io.github.lanewise.engine.optimizer.ParameterRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What is done to gradients before the optimizer sees them. */
final class GradientKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private GradientKernel() {}

    /**
     * Sums gradients of shards into those of the range, in the order of the shards; zeroes them.
     */
    static void sumShards(ParameterRange range, MemorySegment[] shards, int count) {
        int vectors = vectors(range);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < vectors; i++) {
            long at = range.from() + (long) i * V;
            FloatVector sum = zero;
            for (int shard = 0; shard < count; shard++) {
                sum = sum.add(FloatVector.fromMemorySegment(S, shards[shard], at, ORDER));
                zero.intoMemorySegment(shards[shard], at, ORDER);
            }
            sum.intoMemorySegment(range.gradients(), at, ORDER);
        }
    }

    /** Returns the sum of the squares of the gradients of the range, added up in a fixed order. */
    static double squaredNorm(ParameterRange range) {
        double sum = 0;
        for (long at = range.from(); at < range.to(); at += Float.BYTES) {
            double g = range.gradients().get(ValueLayout.JAVA_FLOAT, at);
            sum += g * g;
        }
        return sum;
    }

    /** Multiplies the gradients of the range. */
    static void scale(ParameterRange range, float factor) {
        int count = vectors(range);
        for (int i = 0; i < count; i++) {
            long at = range.from() + (long) i * V;
            FloatVector.fromMemorySegment(S, range.gradients(), at, ORDER)
                    .mul(factor)
                    .intoMemorySegment(range.gradients(), at, ORDER);
        }
    }

    private static int vectors(ParameterRange range) {
        return Math.toIntExact((range.to() - range.from()) / V);
    }
}
