package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.tensor.Layout;
import java.lang.foreign.MemorySegment;

/**
 * All images of a feature map with channels in lanes.
 *
 * @param memory of all images
 * @param layout of each image
 * @param images N
 */
public record FeatureMap(MemorySegment memory, Layout layout, int images) {
    /** Returns a buffer in lanes as a feature map. */
    public static FeatureMap of(Buffer buffer) {
        return new FeatureMap(buffer.memory(), buffer.layout(), buffer.extents().images());
    }

    /** Returns the byte offset of the vector of a pixel of a plane of an image. */
    public long vector(int image, int plane, int row, int column) {
        return image * layout.byteSize() + layout.vector(plane, row, column);
    }
}
