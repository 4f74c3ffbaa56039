package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Checks of the memory that a caller passes; they allocate nothing. */
public final class CallerMemory {
    /** A thread that owns no memory. */
    private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

    private CallerMemory() {}

    /**
     * Checks number and sizes.
     *
     * @throws ShapeException if they do not fit
     */
    static void check(String what, List<Value> values, List<MemorySegment> memory, int images) {
        if (memory.size() != values.size()) {
            throw new ShapeException(
                    what + "s of this graph are " + values + ", but got " + memory.size() + ".");
        }
        for (int i = 0; i < values.size(); i++) {
            long floats = (long) values.get(i).extents().elements() * images;
            if (memory.get(i).byteSize() != floats * Float.BYTES) {
                throw new ShapeException(
                        what
                                + " "
                                + values.get(i)
                                + " takes "
                                + floats
                                + " floats for "
                                + images
                                + (images == 1 ? " image" : " images")
                                + ", but got "
                                + memory.get(i).byteSize()
                                + " bytes.");
            }
        }
    }

    /**
     * Makes sure that outputs can be written.
     *
     * @throws IllegalArgumentException if one is read-only
     */
    static void requireWritable(List<Value> outputs, List<MemorySegment> memory) {
        for (int i = 0; i < memory.size(); i++) {
            if (memory.get(i).isReadOnly()) {
                throw new IllegalArgumentException(
                        "The memory for output "
                                + outputs.get(i)
                                + " is read-only; pass some that can be written.");
            }
        }
    }

    /** Returns whether other threads may use it; memory of a confined arena is its owner's. */
    public static boolean isShared(List<MemorySegment> memory) {
        for (int i = 0; i < memory.size(); i++) {
            if (!memory.get(i).isAccessibleBy(ANOTHER)) {
                return false;
            }
        }
        return true;
    }
}
