package io.github.lanewise.engine.layer.regularization;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sets floats to zero at random. The decision for a float follows from a key and its place alone,
 * so that the backward pass finds the same ones without a stored mask.
 */
final class DropoutKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final VectorSpecies<Integer> I = Species.INTS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;
    private static final int RANDOM_BITS = 24;

    private DropoutKernel() {}

    /**
     * Writes {@code from[i] / (1 - probability)}, or 0 with the given probability. The key and i go
     * through the integer hash "lowbias32", which C. Wellons found by search for low bias (2018).
     *
     * @param from any floats, a whole number of vectors
     * @param to as many; may be the same memory
     * @param key chooses the random numbers
     * @param probability of a zero, at least 0 and below 1
     */
    static void apply(MemorySegment from, MemorySegment to, int key, double probability) {
        int count = Math.toIntExact(from.byteSize() / V);
        int threshold = (int) Math.round(probability * (1 << RANDOM_BITS));
        float scale = (float) (1 / (1 - probability));
        IntVector lanes = IntVector.zero(I).addIndex(1);
        for (int i = 0; i < count; i++) {
            IntVector x = lanes.add(i * Lanes.COUNT).lanewise(VectorOperators.XOR, key);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
            x = x.mul(0x7feb352d);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 15));
            x = x.mul(0x846ca68b);
            x = x.lanewise(VectorOperators.XOR, x.lanewise(VectorOperators.LSHR, 16));
            VectorMask<Float> dropped =
                    x.lanewise(VectorOperators.LSHR, 32 - RANDOM_BITS)
                            .compare(VectorOperators.LT, threshold)
                            .cast(S);
            long at = (long) i * V;
            FloatVector.fromMemorySegment(S, from, at, ORDER)
                    .mul(scale)
                    .blend(0f, dropped)
                    .intoMemorySegment(to, at, ORDER);
        }
    }
}
