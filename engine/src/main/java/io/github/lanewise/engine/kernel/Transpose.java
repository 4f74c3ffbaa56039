package io.github.lanewise.engine.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Exchanges the axis of the lanes with that of the vectors. */
public final class Transpose {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;

    private Transpose() {}

    /**
     * Writes lane n of vector i to float i of row n.
     *
     * @param lanes memory of the vectors
     * @param first byte offset of vector 0
     * @param stride bytes from one vector to the next
     * @param vectors number of vectors
     * @param rows {@code [L][rowFloats]}
     * @param rowFloats floats from one row to the next, at least {@code vectors}
     */
    public static void lanesToRows(
            MemorySegment lanes,
            long first,
            long stride,
            int vectors,
            MemorySegment rows,
            int rowFloats) {
        for (int n = 0; n < Lanes.COUNT; n++) {
            long row = 4L * n * rowFloats;
            long lane = first + 4L * n;
            for (int i = 0; i < vectors; i++) {
                rows.set(FLOAT, row + 4L * i, lanes.get(FLOAT, lane + i * stride));
            }
        }
    }
}
