package io.github.lanewise.engine.operation.elementwise;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;

/** Spreads single floats over vectors. */
final class SpreadKernel {
    private SpreadKernel() {}

    /**
     * Fills vector i with the float at {@code fromOffset + i · L}, the first lane of a vector.
     *
     * @param count number of vectors
     */
    static void spread(
            MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int count) {
        for (int i = 0; i < count; i++) {
            long at = (long) i * Lanes.BYTES;
            FloatVector.broadcast(
                            Species.FLOATS,
                            from.get(ValueLayout.JAVA_FLOAT_UNALIGNED, fromOffset + at))
                    .intoMemorySegment(to, toOffset + at, Species.ORDER);
        }
    }
}
