package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.tensor.Layout;
import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;

/**
 * A value in memory.
 *
 * @param memory {@link Placement#byteSize} bytes; aligned to 64 unless it is a constant in
 *     row-major order, which is aligned to 4
 * @param extents of the value
 * @param placement how it stands there
 */
public record Buffer(MemorySegment memory, Extents extents, Placement placement) {
    /** Returns the layout of one image with channels in lanes. */
    public Layout layout() {
        return placement.layout(extents);
    }

    /** Returns an image with channels in lanes. */
    public Tensor image(int number) {
        Layout layout = layout();
        long bytes = layout.byteSize();
        return Tensor.over(memory.asSlice(number * bytes, bytes), layout);
    }
}
