package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Additions, copies and the like in native memory; offsets and strides are in bytes. */
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

    /** {@code to[i] = max(to[i] + from[i], 0)} for neighbouring vectors; NaN stays NaN. */
    public static void addRectified(
            MemorySegment from, long fromOffset, MemorySegment to, long toOffset, int count) {
        for (int i = 0; i < count; i++) {
            long at = (long) i * V;
            FloatVector.fromMemorySegment(S, to, toOffset + at, ORDER)
                    .add(FloatVector.fromMemorySegment(S, from, fromOffset + at, ORDER))
                    .max(0f)
                    .intoMemorySegment(to, toOffset + at, ORDER);
        }
    }

    /** Stores to vector {@code toOffset} of {@code to} the sum of {@code count} vectors. */
    public static void sumVectors(
            MemorySegment from, long fromOffset, int count, MemorySegment to, long toOffset) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            long at = fromOffset + (long) i * V;
            s0 = s0.add(FloatVector.fromMemorySegment(S, from, at, ORDER));
            s1 = s1.add(FloatVector.fromMemorySegment(S, from, at + V, ORDER));
            s2 = s2.add(FloatVector.fromMemorySegment(S, from, at + 2L * V, ORDER));
            s3 = s3.add(FloatVector.fromMemorySegment(S, from, at + 3L * V, ORDER));
        }
        for (; i < count; i++) {
            s0 = s0.add(FloatVector.fromMemorySegment(S, from, fromOffset + (long) i * V, ORDER));
        }
        s0.add(s1).add(s2.add(s3)).intoMemorySegment(to, toOffset, ORDER);
    }

    /** Replaces some neighbouring vectors by max(x, 0); NaN stays NaN. */
    public static void rectify(MemorySegment x, long offset, int count) {
        for (int i = 0; i < count; i++) {
            long at = offset + (long) i * V;
            FloatVector.fromMemorySegment(S, x, at, ORDER).max(0f).intoMemorySegment(x, at, ORDER);
        }
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
