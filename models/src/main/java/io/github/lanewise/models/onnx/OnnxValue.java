package io.github.lanewise.models.onnx;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.tensor.ShapeException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Floats with extents, in row-major order: an input or output of a model. */
public final class OnnxValue {
    private final Extents extents;
    private final MemorySegment memory;

    private OnnxValue(Extents extents, MemorySegment memory) {
        this.extents = extents;
        this.memory = memory;
        if (memory.byteSize() != (long) extents.elements() * Float.BYTES) {
            throw new ShapeException(
                    "A value of "
                            + extents
                            + " has "
                            + extents.elements()
                            + " floats, but got "
                            + memory.byteSize()
                            + " bytes.");
        }
    }

    /**
     * Returns an array as a value; it is not copied.
     *
     * @throws ShapeException if the number of floats is not that of the extents
     */
    public static OnnxValue of(float[] elements, int... extents) {
        return new OnnxValue(Extents.of(extents), MemorySegment.ofArray(elements));
    }

    /**
     * Returns what is left of a buffer in the machine's byte order as a value; it is not copied.
     *
     * @throws ShapeException if the number of floats is not that of the extents
     * @throws IllegalArgumentException if the buffer has another byte order
     */
    public static OnnxValue of(FloatBuffer elements, int... extents) {
        return new OnnxValue(Extents.of(extents), memory(elements));
    }

    /**
     * Returns memory of floats in the machine's byte order as a value; it is not copied.
     *
     * @throws ShapeException if the number of floats is not that of the extents
     */
    public static OnnxValue of(MemorySegment elements, int... extents) {
        return of(elements, Extents.of(extents));
    }

    /**
     * Returns the memory of what is left of a buffer.
     *
     * @throws IllegalArgumentException if its byte order is not the machine's
     */
    static MemorySegment memory(FloatBuffer elements) {
        if (elements.order() != ByteOrder.nativeOrder()) {
            throw new IllegalArgumentException(
                    "The buffer of floats is in "
                            + elements.order()
                            + " order, but this machine computes in "
                            + ByteOrder.nativeOrder()
                            + " order; call order(ByteOrder.nativeOrder()) on its ByteBuffer"
                            + " first.");
        }
        return MemorySegment.ofBuffer(elements);
    }

    static OnnxValue of(MemorySegment elements, Extents extents) {
        return new OnnxValue(extents, elements);
    }

    /** Returns the extents. */
    public Extents extents() {
        return extents;
    }

    /** Returns the memory of the elements. */
    public MemorySegment memory() {
        return memory;
    }

    /** Returns a copy of the elements. */
    public float[] toArray() {
        return memory.toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    }
}
