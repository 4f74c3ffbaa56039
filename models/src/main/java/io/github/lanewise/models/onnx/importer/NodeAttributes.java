package io.github.lanewise.models.onnx.importer;

import static io.github.lanewise.models.file.Wording.quote;

import io.github.lanewise.models.ModelFormatException;
import io.github.lanewise.models.onnx.file.OnnxAttribute;
import io.github.lanewise.models.onnx.file.OnnxNode;
import io.github.lanewise.models.onnx.file.OnnxTensor;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The attributes of a node, by name, with defaults; another type than expected is a fault. */
final class NodeAttributes {
    /** More numbers than a list about axes has. */
    static final int MOST_AXES = 64;

    private final OnnxNode node;
    private final Function<String, ModelFormatException> faults;

    NodeAttributes(OnnxNode node, Function<String, ModelFormatException> faults) {
        this.node = node;
        this.faults = faults;
    }

    boolean has(String name) {
        return node.attributes().containsKey(name);
    }

    long integer(String name, long otherwise) {
        return find(name, OnnxAttribute.IntegerValue.class)
                .map(OnnxAttribute.IntegerValue::value)
                .orElse(otherwise);
    }

    /** Returns an integer that is 0 or 1. */
    boolean flag(String name, boolean otherwise) {
        return integer(name, otherwise ? 1 : 0) != 0;
    }

    /** Returns an integer in the range of an int. */
    int smallInteger(String name, long otherwise) {
        return small(name, integer(name, otherwise));
    }

    float real(String name, float otherwise) {
        return find(name, OnnxAttribute.FloatValue.class)
                .map(OnnxAttribute.FloatValue::value)
                .orElse(otherwise);
    }

    String text(String name, String otherwise) {
        return find(name, OnnxAttribute.TextValue.class)
                .map(OnnxAttribute.TextValue::value)
                .orElse(otherwise);
    }

    Optional<List<Long>> integers(String name) {
        return find(name, OnnxAttribute.IntegerList.class).map(OnnxAttribute.IntegerList::values);
    }

    Optional<List<Float>> reals(String name) {
        return find(name, OnnxAttribute.FloatList.class).map(OnnxAttribute.FloatList::values);
    }

    Optional<OnnxTensor> tensor(String name) {
        return find(name, OnnxAttribute.TensorValue.class).map(OnnxAttribute.TensorValue::value);
    }

    /** Returns a list with a number for each of some axes. */
    List<Integer> perAxis(String name, int axes, int otherwise) {
        Optional<List<Long>> values = integers(name);
        if (values.isEmpty()) {
            return Collections.nCopies(axes, otherwise);
        }
        if (values.get().size() != axes) {
            throw faults.apply(
                    "attribute "
                            + name
                            + " has "
                            + values.get().size()
                            + " numbers, but there should be "
                            + axes);
        }
        return values.get().stream().map(value -> small(name, value)).toList();
    }

    /** Returns a number in the range of an int. */
    int small(String name, long value) {
        if ((int) value != value) {
            throw faults.apply(name + " " + value + " is beyond 32 bits");
        }
        return (int) value;
    }

    private <T extends OnnxAttribute> Optional<T> find(String name, Class<T> type) {
        OnnxAttribute attribute = node.attributes().get(name);
        if (attribute == null) {
            return Optional.empty();
        }
        if (!type.isInstance(attribute)) {
            throw faults.apply("attribute " + quote(name) + " has another type than it should");
        }
        return Optional.of(type.cast(attribute));
    }
}
