package io.github.lanewise.models.onnx.write;

import com.google.protobuf.CodedOutputStream;
import io.github.lanewise.models.file.Wording;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Constant values of a model in row-major order: an initializer, or an attribute of a node. The
 * values are viewed, not copied; they have to stay as they are until the model is written.
 */
public final class OnnxTensor {
    private static final int CHUNK_BYTES = 1 << 16;

    private final OnnxType type;
    private final List<Long> extents;
    private final MemorySegment values;

    /** One element, aligned or not; its byte order is that of the machine. */
    private final ValueLayout element;

    private OnnxTensor(OnnxType type, long[] extents, MemorySegment values, ValueLayout element) {
        this.type = type;
        this.extents = Arrays.stream(extents).boxed().toList();
        this.values = values;
        this.element = element;
        if (Arrays.stream(extents).anyMatch(extent -> extent < 0) || !fits()) {
            throw new IllegalArgumentException(
                    "A constant of extents %s does not have %d elements."
                            .formatted(Wording.shape(this.extents), count()));
        }
    }

    /**
     * Returns a tensor of floats.
     *
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values
     */
    public static OnnxTensor of(float[] values, long... extents) {
        return ofFloats(MemorySegment.ofArray(values), extents);
    }

    /**
     * Returns a tensor of 64-bit integers.
     *
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values
     */
    public static OnnxTensor of(long[] values, long... extents) {
        MemorySegment segment = MemorySegment.ofArray(values);
        return new OnnxTensor(OnnxType.INT64, extents, segment, ValueLayout.JAVA_LONG_UNALIGNED);
    }

    /**
     * Returns a tensor of 32-bit integers.
     *
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values
     */
    public static OnnxTensor of(int[] values, long... extents) {
        MemorySegment segment = MemorySegment.ofArray(values);
        return new OnnxTensor(OnnxType.INT32, extents, segment, ValueLayout.JAVA_INT_UNALIGNED);
    }

    /**
     * Returns a tensor of doubles.
     *
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values
     */
    public static OnnxTensor of(double[] values, long... extents) {
        MemorySegment segment = MemorySegment.ofArray(values);
        return new OnnxTensor(OnnxType.DOUBLE, extents, segment, ValueLayout.JAVA_DOUBLE_UNALIGNED);
    }

    /**
     * Returns a tensor of floats.
     *
     * @param values on the heap or native, in the byte order of this machine
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values
     */
    public static OnnxTensor ofFloats(MemorySegment values, long... extents) {
        return new OnnxTensor(OnnxType.FLOAT, extents, values, ValueLayout.JAVA_FLOAT_UNALIGNED);
    }

    /**
     * Returns a tensor of one byte per element.
     *
     * @param type one that takes a byte
     * @param extents none for a scalar
     * @throws IllegalArgumentException if their product is not the number of values, or the type is
     *     of another size
     */
    public static OnnxTensor ofBytes(OnnxType type, byte[] values, long... extents) {
        return switch (type) {
            case UINT8, INT8, BOOL ->
                    new OnnxTensor(
                            type, extents, MemorySegment.ofArray(values), ValueLayout.JAVA_BYTE);
            default -> throw new IllegalArgumentException("An element of " + type + " is no byte.");
        };
    }

    private long count() {
        return values.byteSize() / element.byteSize();
    }

    /** Returns whether the product of the extents is the count; division keeps it in range. */
    private boolean fits() {
        if (extents.contains(0L)) {
            return count() == 0;
        }
        long product = 1;
        for (long extent : extents) {
            if (product > count() / extent) {
                return false;
            }
            product *= extent;
        }
        return product == count() && values.byteSize() % element.byteSize() == 0;
    }

    /** Returns the message TensorProto. */
    Message message(String name) {
        Message message = new Message();
        extents.forEach(extent -> message.number(1, extent));
        return message.number(2, type.number())
                .text(8, name)
                .bytes(9, values.byteSize(), this::writeTo);
    }

    /** Writes the elements in little-endian order, as raw_data has them. */
    private void writeTo(CodedOutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, values.byteSize())];
        MemorySegment target = MemorySegment.ofArray(chunk);
        ValueLayout littleEndian = element.withOrder(ByteOrder.LITTLE_ENDIAN);
        for (long done = 0; done < values.byteSize(); done += chunk.length) {
            int part = (int) Math.min(chunk.length, values.byteSize() - done);
            long count = part / element.byteSize();
            MemorySegment.copy(values, element, done, target, littleEndian, 0, count);
            out.write(chunk, 0, part);
        }
    }
}
