package io.github.lanewise.models.onnx.file;

import static io.github.lanewise.models.file.Wording.quote;

import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads one AttributeProto. */
final class AttributeReader {
    /** More numbers than any attribute of a supported operator has; large data are tensors. */
    private static final int MOST_VALUES = 1 << 20;

    /** Type numbers of AttributeProto.AttributeType. */
    private static final int FLOAT = 1;

    private static final int INT = 2;
    private static final int STRING = 3;
    private static final int TENSOR = 4;
    private static final int FLOATS = 6;
    private static final int INTS = 7;
    private static final int STRINGS = 8;

    /** Type numbers of graphs, types and lists of them. */
    private static final int OTHER = -1;

    private final WireReader wire;
    private final TensorReader tensors;
    private String name = "";

    /** Type that the file says; where it says none, that of the field that is there. */
    private long type;

    private int fieldType;
    private float number;
    private long integer;
    private String text = "";
    private Optional<OnnxTensor> tensor = Optional.empty();
    private final WireNumbers numbers = new WireNumbers();
    private final WireNumbers integers = new WireNumbers();
    private final List<String> texts = new ArrayList<>();

    AttributeReader(WireReader wire, TensorReader tensors) {
        this.wire = wire;
        this.tensors = tensors;
    }

    String name() {
        return name;
    }

    OnnxAttribute read() throws IOException {
        while (wire.next()) {
            readField();
        }
        return switch (type == 0 ? fieldType : Math.clamp(type, 0, 100)) {
            case FLOAT -> new OnnxAttribute.FloatValue(number);
            case INT -> new OnnxAttribute.IntegerValue(integer);
            case STRING -> new OnnxAttribute.TextValue(text);
            case TENSOR ->
                    new OnnxAttribute.TensorValue(
                            tensor.orElseThrow(() -> wire.fault("its tensor is missing")));
            case FLOATS -> new OnnxAttribute.FloatList(floatValues());
            case INTS -> new OnnxAttribute.IntegerList(tensors.integers(integers, MOST_VALUES));
            case STRINGS -> new OnnxAttribute.TextList(texts);
            default -> new OnnxAttribute.OtherValue();
        };
    }

    private void readField() throws IOException {
        switch (wire.field()) {
            case 1 -> {
                name = wire.text();
                wire.rename("attribute " + quote(name));
            }
            case 2 -> {
                number = wire.number();
                fieldType = FLOAT;
            }
            case 3 -> {
                integer = wire.integer();
                fieldType = INT;
            }
            case 4 -> {
                text = wire.text();
                fieldType = STRING;
            }
            case 5 -> {
                wire.message("its tensor", () -> tensor = Optional.of(tensors.read()));
                fieldType = TENSOR;
            }
            case 7 -> {
                wire.numbers(WireFormat.WIRETYPE_FIXED32, numbers);
                fieldType = FLOATS;
            }
            case 8 -> {
                wire.numbers(WireFormat.WIRETYPE_VARINT, integers);
                fieldType = INTS;
            }
            case 9 -> {
                texts.add(wire.text());
                fieldType = STRINGS;
            }
            case 20 -> type = wire.integer();
            default -> {
                fieldType = fieldType == 0 ? OTHER : fieldType;
                wire.skip();
            }
        }
    }

    private List<Float> floatValues() {
        MemorySegment bytes = numbers.bytes();
        if (bytes.byteSize() % Float.BYTES != 0) {
            throw wire.fault("the last float is cut off");
        }
        if (bytes.byteSize() / Float.BYTES > MOST_VALUES) {
            throw wire.fault("it has more than " + MOST_VALUES + " numbers");
        }
        List<Float> values = new ArrayList<>();
        for (long i = 0; i < bytes.byteSize(); i += Float.BYTES) {
            values.add(bytes.get(WireNumbers.FLOAT, i));
        }
        return values;
    }
}
