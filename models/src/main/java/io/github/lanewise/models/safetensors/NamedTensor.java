package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.file.Wording;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** A tensor to be written: a name, dimensions and floats in row-major order, which it views. */
public final class NamedTensor {
    private final String name;
    private final int[] shape;
    private final MemorySegment data;

    /**
     * Names the floats of an array, which is not copied.
     *
     * @param name any text but {@code __metadata__}
     * @param shape the dimensions; empty for a scalar
     * @param values as many floats as the product of the dimensions
     * @throws IllegalArgumentException if name, shape or number of floats are not as described
     */
    public NamedTensor(String name, int[] shape, float[] values) {
        this(name, shape, MemorySegment.ofArray(values));
    }

    /**
     * Names the floats of a segment, on the heap or native, which is not copied and has to stay
     * alive until it is written.
     *
     * @param name any text but {@code __metadata__}
     * @param shape the dimensions; empty for a scalar
     * @param data floats in the byte order of this machine, as many as the product of the
     *     dimensions
     * @throws IllegalArgumentException if name, shape or size of the segment are not as described
     */
    public NamedTensor(String name, int[] shape, MemorySegment data) {
        if (name.equals(Header.METADATA_KEY) || !Wording.isUnicode(name)) {
            throw new IllegalArgumentException(
                    "A tensor cannot be named " + quote(name) + "; choose another name.");
        }
        this.name = name;
        this.shape = shape.clone();
        this.data = data;
        if (Arrays.stream(shape).anyMatch(dimension -> dimension < 0) || !fits()) {
            throw new IllegalArgumentException(
                    "Tensor %s of shape %s does not fit %d bytes of float data."
                            .formatted(quote(name), shapeText(), data.byteSize()));
        }
    }

    /** Returns the name. */
    public String name() {
        return name;
    }

    /** Returns a copy of the dimensions. */
    public int[] shape() {
        return shape.clone();
    }

    /** Returns the floats, in row-major order and the byte order of this machine. */
    public MemorySegment data() {
        return data;
    }

    private String shapeText() {
        return Wording.shape(Arrays.stream(shape).boxed().toList());
    }

    /** Returns whether 4 × product of dimensions = bytes; division keeps it from overflowing. */
    private boolean fits() {
        if (Arrays.stream(shape).anyMatch(dimension -> dimension == 0)) {
            return data.byteSize() == 0;
        }
        long bytes = Float.BYTES;
        for (int dimension : shape) {
            if (bytes > data.byteSize() / dimension) {
                return false;
            }
            bytes *= dimension;
        }
        return bytes == data.byteSize();
    }
}
