package io.github.lanewise.models.onnx.known;

import io.github.lanewise.models.onnx.file.ElementType;
import io.github.lanewise.models.onnx.file.OnnxTensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor whose elements are known.
 *
 * @param type of the elements, one that can be read
 * @param dimensions none for a single number; one may be 0
 * @param data elements in row-major order, little-endian
 */
public record Known(ElementType type, List<Integer> dimensions, MemorySegment data) {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Copies the dimensions. */
    public Known {
        dimensions = List.copyOf(dimensions);
    }

    /**
     * Returns a tensor of a file.
     *
     * @throws IllegalArgumentException if its type cannot be read or it has 2^31 elements or more
     */
    public static Known of(OnnxTensor tensor) {
        if (!tensor.type().isReadable()) {
            throw new IllegalArgumentException(
                    "Elements of type " + tensor.type() + " are not supported");
        }
        List<Integer> dimensions = new ArrayList<>();
        for (long extent : tensor.dimensions()) {
            if (extent > Integer.MAX_VALUE || tensor.elements() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("Tensor " + tensor + " is too large");
            }
            dimensions.add((int) extent);
        }
        return new Known(tensor.type(), dimensions, tensor.data());
    }

    static Known zeros(ElementType type, List<Integer> dimensions, int elements) {
        byte[] data = new byte[elements * bytes(type)];
        return new Known(type, dimensions, MemorySegment.ofArray(data));
    }

    /** Returns a few integers along one axis. */
    public static Known integers(List<? extends Number> values) {
        Known known = zeros(ElementType.INT64, List.of(values.size()), values.size());
        for (int i = 0; i < values.size(); i++) {
            known.set(i, values.get(i).longValue());
        }
        return known;
    }

    /** Returns one integer. */
    public static Known integer(long value) {
        return integers(List.of(value)).reshape(List.of());
    }

    /** Returns a few floats along one axis. */
    public static Known floats(List<Float> values) {
        Known known = zeros(ElementType.FLOAT, List.of(values.size()), values.size());
        for (int i = 0; i < values.size(); i++) {
            known.set(i, values.get(i).doubleValue());
        }
        return known;
    }

    /** Returns the number of elements. */
    public int elements() {
        return (int) (data.byteSize() / bytes(type));
    }

    /** Returns the same elements with other dimensions. */
    public Known reshape(List<Integer> other) {
        long product = other.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (product != elements()) {
            throw new IllegalArgumentException(
                    "A constant of dimensions " + dimensions + " cannot be reshaped to " + other);
        }
        return new Known(type, other, data);
    }

    /** Returns an element as an integer; a float is cut to one. */
    public long integer(int index) {
        return switch (type) {
            case BOOL, UINT8 -> Byte.toUnsignedLong(data.get(ValueLayout.JAVA_BYTE, index));
            case INT8 -> data.get(ValueLayout.JAVA_BYTE, index);
            case INT16 -> data.get(SHORT, 2L * index);
            case UINT16 -> Short.toUnsignedLong(data.get(SHORT, 2L * index));
            case INT32 -> data.get(INT, 4L * index);
            case UINT32 -> Integer.toUnsignedLong(data.get(INT, 4L * index));
            case INT64, UINT64 -> data.get(LONG, 8L * index);
            default -> (long) real(index);
        };
    }

    /** Returns an element as a number; exact but for large 64-bit integers. */
    public double real(int index) {
        return switch (type) {
            case FLOAT -> data.get(FLOAT, 4L * index);
            case DOUBLE -> data.get(DOUBLE, 8L * index);
            case FLOAT16 -> Float.float16ToFloat(data.get(SHORT, 2L * index));
            case BFLOAT16 -> Float.intBitsToFloat(data.get(SHORT, 2L * index) << Short.SIZE);
            default -> integer(index);
        };
    }

    /** Sets an element of an integer or boolean type. */
    void set(int index, long value) {
        switch (type) {
            case BOOL -> data.set(ValueLayout.JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            case UINT8, INT8 -> data.set(ValueLayout.JAVA_BYTE, index, (byte) value);
            case INT16, UINT16 -> data.set(SHORT, 2L * index, (short) value);
            case INT32, UINT32 -> data.set(INT, 4L * index, (int) value);
            case INT64, UINT64 -> data.set(LONG, 8L * index, value);
            default -> set(index, (double) value);
        }
    }

    /** Sets an element, rounded to the type; towards zero for integers. */
    void set(int index, double value) {
        switch (type) {
            case FLOAT -> data.set(FLOAT, 4L * index, (float) value);
            case DOUBLE -> data.set(DOUBLE, 8L * index, value);
            case FLOAT16 -> data.set(SHORT, 2L * index, Float.floatToFloat16((float) value));
            case BFLOAT16 ->
                    data.set(
                            SHORT,
                            2L * index,
                            (short) (Float.floatToRawIntBits((float) value) >> Short.SIZE));
            case BOOL -> set(index, value == 0 ? 0L : 1L);
            default -> set(index, (long) value);
        }
    }

    /**
     * Returns the element of a tensor that has only one.
     *
     * @throws IllegalArgumentException if it has another number of elements
     */
    public double single() {
        if (elements() != 1) {
            throw new IllegalArgumentException("A " + this + " is no single number");
        }
        return real(0);
    }

    /** Returns all elements as integers. */
    public List<Long> integers() {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < elements(); i++) {
            values.add(integer(i));
        }
        return values;
    }

    /** Copies all elements to floats in the byte order of this machine. */
    public void copyTo(MemorySegment floats) {
        int count = elements();
        if (type == ElementType.FLOAT) {
            MemorySegment.copy(data, FLOAT, 0, floats, ValueLayout.JAVA_FLOAT_UNALIGNED, 0, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            floats.setAtIndex(ValueLayout.JAVA_FLOAT_UNALIGNED, i, (float) real(i));
        }
    }

    /** Returns its type and dimensions. */
    @Override
    public String toString() {
        return "constant " + type + " " + dimensions;
    }

    /** Returns the bytes of an element. */
    static int bytes(ElementType type) {
        return switch (type) {
            case BOOL, UINT8, INT8 -> 1;
            case INT16, UINT16, FLOAT16, BFLOAT16 -> 2;
            case INT32, UINT32, FLOAT -> 4;
            case INT64, UINT64, DOUBLE -> 8;
            default -> throw new IllegalArgumentException(type + " is not supported");
        };
    }
}
