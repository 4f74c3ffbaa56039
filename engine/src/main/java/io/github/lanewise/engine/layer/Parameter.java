package io.github.lanewise.engine.layer;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * Floats in the memory of a network, learned or kept with what is learned, in the natural (C) order
 * of their extents. They may be read or set while no training step is under way.
 */
public final class Parameter {
    private final String name;
    private final List<Integer> extents;
    private final MemorySegment value;
    private final long offset;
    private volatile int changes;

    /**
     * Describes a part of a network's memory.
     *
     * @param name name within the network, such as {@code conv1.weight}
     * @param extents in PyTorch's order
     * @param value the elements
     * @param offset byte offset of the elements in the network's memory
     */
    public Parameter(String name, List<Integer> extents, MemorySegment value, long offset) {
        this.name = name;
        this.extents = List.copyOf(extents);
        this.value = value;
        this.offset = offset;
    }

    /** Returns the name within the network, such as {@code conv1.weight}. */
    public String name() {
        return name;
    }

    /** Returns the extents in PyTorch's order: K·C·R·S, O·I, or K. */
    public List<Integer> extents() {
        return extents;
    }

    /** Returns the number of elements. */
    public int count() {
        return Math.toIntExact(value.byteSize() / Float.BYTES);
    }

    /** Returns the memory of the elements; who writes to it then calls {@link #changed()}. */
    public MemorySegment value() {
        return value;
    }

    /** Says that the memory was written to, so that no copy of the old elements is used again. */
    public synchronized void changed() {
        changes++;
    }

    /** Returns how often the elements were changed by {@link #set} or {@link #changed()}. */
    public int changes() {
        return changes;
    }

    /** Returns the byte offset of the elements in the network's memory. */
    public long offset() {
        return offset;
    }

    /** Returns a copy of the elements. */
    public float[] toArray() {
        // Not MemorySegment.toArray: it makes a segment on the heap, and when the first of those
        // appears the JVM throws away what it has compiled for native memory alone.
        float[] values = new float[Math.toIntExact(value.byteSize() / Float.BYTES)];
        MemorySegment.copy(value, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
        return values;
    }

    /**
     * Sets all elements.
     *
     * @throws IllegalArgumentException if the count differs
     */
    public void set(float[] values) {
        if (values.length != count()) {
            throw new IllegalArgumentException(
                    "Parameter "
                            + name
                            + " of extents "
                            + extents
                            + " takes "
                            + count()
                            + " values, not "
                            + values.length
                            + ".");
        }
        MemorySegment.copy(values, 0, value, ValueLayout.JAVA_FLOAT, 0, values.length);
        changed();
    }
}
