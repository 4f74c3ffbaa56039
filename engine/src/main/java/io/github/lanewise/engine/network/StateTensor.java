package io.github.lanewise.engine.network;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * What an optimizer remembers of one parameter, such as its momentum.
 *
 * @param name of the parameter and the memory, such as {@code conv1.weight.momentum_buffer}
 * @param extents those of the parameter, in PyTorch's order
 * @param value the floats, in the memory of the training; may be read between steps, until it is
 *     closed
 */
public record StateTensor(String name, List<Integer> extents, MemorySegment value) {
    /** Copies the extents. */
    public StateTensor {
        extents = List.copyOf(extents);
    }

    /** Returns the number of floats. */
    public int count() {
        return Math.toIntExact(value.byteSize() / Float.BYTES);
    }
}
