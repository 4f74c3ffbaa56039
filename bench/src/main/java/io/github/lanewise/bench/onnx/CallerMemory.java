package io.github.lanewise.bench.onnx;

import io.github.lanewise.engine.graph.Extents;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Memory of the caller for an input or output of a model: row-major floats outside the heap, used
 * again in each call.
 *
 * @param name of the input or output
 * @param extents of all images
 * @param memory of the floats
 */
public record CallerMemory(String name, Extents extents, MemorySegment memory) {
    /** A cache line, so that no vector crosses one. */
    private static final int ALIGNMENT = 64;

    /** Allocates memory. */
    static CallerMemory of(String name, Extents extents) {
        long bytes = (long) extents.elements() * Float.BYTES;
        return new CallerMemory(name, extents, Arena.ofAuto().allocate(bytes, ALIGNMENT));
    }

    /** Returns a copy of the floats of one image. */
    float[] image(int number) {
        long bytes = memory.byteSize() / extents.get(0);
        return memory.asSlice(number * bytes, bytes).toArray(ValueLayout.JAVA_FLOAT);
    }
}
