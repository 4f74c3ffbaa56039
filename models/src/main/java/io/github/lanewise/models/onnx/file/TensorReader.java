package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.file.Wording.quote;

import com.google.protobuf.WireFormat;
import io.github.lanewise.models.file.Wording;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Reads TensorProto. */
final class TensorReader {
    private static final int MOST_DIMENSIONS = 64;

    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final WireReader wire;
    private final ExternalData external;

    TensorReader(WireReader wire, ExternalData external) {
        this.wire = wire;
        this.external = external;
    }

    OnnxTensor read() throws IOException {
        return new Fields().read();
    }

    /**
     * Decodes a list of varints.
     *
     * @param most how many there may be
     */
    List<Long> integers(WireNumbers numbers, int most) {
        MemorySegment bytes = numbers.bytes();
        if (WireNumbers.count(bytes) > most) {
            throw wire.fault("it has more than " + most + " numbers");
        }
        List<Long> values = new ArrayList<>();
        if (!WireNumbers.decode(bytes, (index, value) -> values.add(value))) {
            throw wire.fault("the last integer is cut off");
        }
        return values;
    }

    /** The fields of one tensor. */
    private final class Fields {
        private String name = "";
        private long type;
        private final WireNumbers dimensions = new WireNumbers();
        private final WireNumbers typed = new WireNumbers();
        private ElementType.WireField typedField = ElementType.WireField.NONE;
        private boolean raw;
        private MemorySegment rawData = MemorySegment.NULL;
        private boolean elsewhere;
        private final ExternalData.Location location = new ExternalData.Location();

        OnnxTensor read() throws IOException {
            while (wire.next()) {
                readField();
            }
            ElementType elementType =
                    ElementType.of(type)
                            .orElseThrow(() -> wire.fault("it has the unknown data_type " + type));
            List<Long> extents = integers(dimensions, MOST_DIMENSIONS);
            if (!elementType.isReadable()) {
                return new OnnxTensor(name, elementType, extents, MemorySegment.NULL);
            }
            return new OnnxTensor(name, elementType, extents, data(elementType, extents));
        }

        private void readField() throws IOException {
            switch (wire.field()) {
                case 1 -> wire.numbers(WireFormat.WIRETYPE_VARINT, dimensions);
                case 2 -> type = wire.integer();
                case 3 -> throw wire.fault("tensors in segments are not supported");
                case 4 -> typed(WireFormat.WIRETYPE_FIXED32, ElementType.WireField.FLOATS);
                case 5 -> typed(WireFormat.WIRETYPE_VARINT, ElementType.WireField.INT32S);
                case 7 -> typed(WireFormat.WIRETYPE_VARINT, ElementType.WireField.INT64S);
                case 8 -> {
                    name = wire.text();
                    wire.rename("tensor " + quote(name));
                }
                case 9 -> {
                    raw = true;
                    rawData = wire.slice();
                }
                case 10 -> typed(WireFormat.WIRETYPE_FIXED64, ElementType.WireField.DOUBLES);
                case 11 -> typed(WireFormat.WIRETYPE_VARINT, ElementType.WireField.UINT64S);
                case 13 -> wire.message("external_data", () -> location.read(wire));
                case 14 -> elsewhere = wire.integer() != 0;
                default -> wire.skip();
            }
        }

        private void typed(int wireType, ElementType.WireField field) throws IOException {
            if (typedField != ElementType.WireField.NONE && typedField != field) {
                throw wire.fault("it has its data twice, in fields of two types");
            }
            typedField = field;
            wire.numbers(wireType, typed);
        }

        /** Returns exactly as many elements as the dimensions say, or throws. */
        private MemorySegment data(ElementType elementType, List<Long> extents) {
            long elements = elements(extents);
            if (elsewhere) {
                MemorySegment data = external.find(wire, location);
                requireCount(elementType, extents, data.byteSize(), elementType.bytes());
                return data;
            }
            if (raw && rawData.byteSize() == 0 && !typed.isEmpty()) {
                raw = false;
            }
            if (raw) {
                requireCount(elementType, extents, rawData.byteSize(), elementType.bytes());
                return rawData;
            }
            if (!typed.isEmpty() && typedField != elementType.field()) {
                throw wire.fault("its data are in the field of another type than " + elementType);
            }
            MemorySegment bytes = typed.bytes();
            return switch (elementType.field()) {
                case FLOATS, DOUBLES -> {
                    requireCount(elementType, extents, bytes.byteSize(), elementType.bytes());
                    yield bytes;
                }
                default -> {
                    requireCount(elementType, extents, WireNumbers.count(bytes), 1);
                    yield decoded(elementType, elements, bytes);
                }
            };
        }

        private MemorySegment decoded(ElementType elementType, long elements, MemorySegment bytes) {
            if (elements > Integer.MAX_VALUE / Long.BYTES) {
                throw wire.fault("it has too many elements for this form of data");
            }
            MemorySegment data =
                    MemorySegment.ofArray(new byte[(int) elements * elementType.bytes()]);
            if (!WireNumbers.decode(bytes, sink(elementType.bytes(), data))) {
                throw wire.fault("the last integer of its data is cut off");
            }
            return data;
        }

        private void requireCount(
                ElementType elementType, List<Long> extents, long found, int perElement) {
            long elements = elements(extents);
            if (elements > found || found != elements * perElement) {
                throw wire.fault(
                        "its dimensions "
                                + Wording.shape(extents)
                                + " take "
                                + elements
                                + " elements of type "
                                + elementType
                                + ", but its data have "
                                + found
                                + (perElement == 1 ? "" : " bytes"));
            }
        }

        private long elements(List<Long> extents) {
            long elements = 1;
            for (long extent : extents) {
                if (extent < 0) {
                    throw wire.fault("it has the negative dimension " + extent);
                }
            }
            if (extents.contains(0L)) {
                return 0;
            }
            for (long extent : extents) {
                if (elements > Long.MAX_VALUE / extent) {
                    throw wire.fault(
                            "its dimensions " + Wording.shape(extents) + " are beyond 64 bits");
                }
                elements *= extent;
            }
            return elements;
        }
    }

    /** Returns what writes the lower bytes of integers into data. */
    private static WireNumbers.IntegerSink sink(int bytes, MemorySegment data) {
        return switch (bytes) {
            case 1 -> (index, value) -> data.set(ValueLayout.JAVA_BYTE, index, (byte) value);
            case 2 -> (index, value) -> data.set(SHORT, 2L * index, (short) value);
            case 4 -> (index, value) -> data.set(INT, 4L * index, (int) value);
            default -> (index, value) -> data.set(LONG, 8L * index, value);
        };
    }
}
