package io.github.lanewise.engine.layer;

import io.github.lanewise.engine.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The buffers that a layer works on, with channels in lanes.
 *
 * @param x input
 * @param y output
 * @param scratch for each worker at least {@link LayerBinding#scratchFloats()} floats, which other
 *     layers use too
 */
public record ImageBuffers(Tensor x, Tensor y, List<MemorySegment> scratch) {
    /** Copies the list. */
    public ImageBuffers {
        scratch = List.copyOf(scratch);
    }

    /** Returns the number of workers. */
    public int workers() {
        return scratch.size();
    }
}
