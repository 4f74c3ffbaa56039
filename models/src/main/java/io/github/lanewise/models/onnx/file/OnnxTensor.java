package io.github.lanewise.models.onnx.file;

import io.github.lanewise.models.file.Wording;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A tensor whose elements stand in the file.
 *
 * @param name empty inside an attribute, where it needs none
 * @param type of the elements
 * @param dimensions none for a single number; their product is the number of elements
 * @param data elements in row-major order, little-endian, without gaps, at any alignment; nothing
 *     if the type is not {@link ElementType#isReadable readable}. Usually a part of the mapped
 *     file, so it can be used until that is closed.
 */
public record OnnxTensor(String name, ElementType type, List<Long> dimensions, MemorySegment data) {
    /** Copies the dimensions. */
    public OnnxTensor {
        dimensions = List.copyOf(dimensions);
    }

    /** Returns the number of elements; 0 if the type cannot be read. */
    public long elements() {
        return type.isReadable() ? data.byteSize() / type.bytes() : 0;
    }

    /** Returns its name, type and dimensions, without its elements. */
    @Override
    public String toString() {
        return Wording.quote(name) + " (" + type + " " + Wording.shape(dimensions) + ")";
    }
}
