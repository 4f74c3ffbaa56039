package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Additions and copies of floats in native memory; offsets are in bytes, counts in floats. */
public final class Elementwise {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private Elementwise() {}

    /** {@code to[i] += from[i]}. */
    public static void add(
            MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int count) {
        int whole = count / Lanes.COUNT;
        for (int i = 0; i < whole; i++) {
            long at = toOffset + (long) i * V;
            FloatVector.fromMemorySegment(S, to, at, ORDER)
                    .add(FloatVector.fromMemorySegment(S, from, fromOffset + (long) i * V, ORDER))
                    .intoMemorySegment(to, at, ORDER);
        }
        for (int i = whole * Lanes.COUNT; i < count; i++) {
            long at = toOffset + 4L * i;
            to.set(FLOAT, at, to.get(FLOAT, at) + from.get(FLOAT, fromOffset + 4L * i));
        }
    }

    /** Adds the float at {@code fromOffset} to the one at {@code toOffset}. */
    static void addFloat(MemorySegment from, long fromOffset, MemorySegment to, long toOffset) {
        to.set(FLOAT, toOffset, to.get(FLOAT, toOffset) + from.get(FLOAT, fromOffset));
    }

    /**
     * Copies vectors of several rows so that those of one pixel stand together: {@code
     * to[pixel][row] = from[firstRow + row·rowStride + pixels[pixel]]}, for pixels {@code first} to
     * {@code end}.
     */
    static void gather(
            MemorySegment from,
            long firstRow,
            long rowStride,
            int rows,
            MemorySegment to,
            int[] pixels,
            int first,
            int end) {
        for (int row = 0; row < rows; row++) {
            long source = firstRow + row * rowStride;
            for (int j = first; j < end; j++) {
                FloatVector.fromMemorySegment(S, from, source + pixels[j], ORDER)
                        .intoMemorySegment(to, ((long) (j - first) * rows + row) * V, ORDER);
            }
        }
    }

    /** Stores to vector {@code toOffset} of {@code to} the sum of {@code count} vectors. */
    public static void sumVectors(
            MemorySegment from, long fromOffset, int count, MemorySegment to, long toOffset) {
        FloatVector even = FloatVector.zero(S);
        FloatVector odd = FloatVector.zero(S);
        for (int i = 0; i + 1 < count; i += 2) {
            long at = fromOffset + (long) i * V;
            even = even.add(FloatVector.fromMemorySegment(S, from, at, ORDER));
            odd = odd.add(FloatVector.fromMemorySegment(S, from, at + V, ORDER));
        }
        if (count % 2 == 1) {
            long at = fromOffset + (long) (count - 1) * V;
            even = even.add(FloatVector.fromMemorySegment(S, from, at, ORDER));
        }
        even.add(odd).intoMemorySegment(to, toOffset, ORDER);
    }

    /** Copies vectors that stand {@code fromStride} and {@code toStride} bytes apart. */
    public static void copy(
            MemorySegment from,
            long fromOffset,
            long fromStride,
            MemorySegment to,
            long toOffset,
            long toStride,
            int count) {
        for (int i = 0; i < count; i++) {
            FloatVector.fromMemorySegment(S, from, fromOffset + i * fromStride, ORDER)
                    .intoMemorySegment(to, toOffset + i * toStride, ORDER);
        }
    }
}
