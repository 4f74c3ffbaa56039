package io.github.lanewise.bench.peer.blas;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Segments counted in floats. */
final class Floats {
    private Floats() {}

    /** Returns a copy in the library's memory. */
    static MemorySegment copy(Blas blas, float[] values) {
        MemorySegment copy = blas.zeros(values.length);
        copy.copyFrom(MemorySegment.ofArray(values));
        return copy;
    }

    static MemorySegment slice(MemorySegment floats, long first, long count) {
        return floats.asSlice(first * Float.BYTES, count * Float.BYTES);
    }

    static void fill(MemorySegment floats, float value) {
        long count = floats.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            floats.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
        }
    }

    static float[] array(MemorySegment floats) {
        return floats.toArray(ValueLayout.JAVA_FLOAT);
    }
}
