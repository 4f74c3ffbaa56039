package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Floats that nodes of a graph make or read. Two values are the same only if they are one object. A
 * constant has its elements from the beginning, in row-major order.
 */
public final class Value {
    private final String name;
    private final Extents extents;
    private final Optional<MemorySegment> data;

    private Value(String name, Extents extents, Optional<MemorySegment> data) {
        this.name = name;
        this.extents = extents;
        this.data = data;
    }

    /** Returns a value that is computed, or an input of the graph. */
    public static Value of(String name, Extents extents) {
        return new Value(name, extents, Optional.empty());
    }

    /**
     * Returns a constant.
     *
     * @param data its floats, which stay where they are and must not change or be freed before what
     *     uses the graph is closed; aligned to 4 bytes
     * @throws ShapeException if their number is not that of the extents
     */
    public static Value constant(String name, Extents extents, MemorySegment data) {
        if (data.byteSize() != (long) extents.elements() * Float.BYTES) {
            throw new ShapeException(
                    "Constant "
                            + name
                            + " of "
                            + extents
                            + " takes "
                            + (long) extents.elements() * Float.BYTES
                            + " bytes, not "
                            + data.byteSize()
                            + ".");
        }
        return new Value(name, extents, Optional.of(data));
    }

    /** Returns the name, for messages. */
    public String name() {
        return name;
    }

    /** Returns the extents. */
    public Extents extents() {
        return extents;
    }

    /** Returns whether the elements are known. */
    public boolean isConstant() {
        return data.isPresent();
    }

    /**
     * Returns the elements of a constant, in row-major order.
     *
     * @throws IllegalStateException if this is computed
     */
    public MemorySegment data() {
        return data.orElseThrow(() -> new IllegalStateException(name + " is not a constant."));
    }

    @Override
    public String toString() {
        return name + " (" + extents + ")";
    }
}
