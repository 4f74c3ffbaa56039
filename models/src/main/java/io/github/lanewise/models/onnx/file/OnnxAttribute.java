package io.github.lanewise.models.onnx.file;

import java.util.List;

/** The value of a node's attribute. */
public sealed interface OnnxAttribute {
    /** An integer. */
    record IntegerValue(long value) implements OnnxAttribute {}

    /** A float. */
    record FloatValue(float value) implements OnnxAttribute {}

    /** A text. */
    record TextValue(String value) implements OnnxAttribute {}

    /** Several integers. */
    record IntegerList(List<Long> values) implements OnnxAttribute {
        /** Copies the list. */
        public IntegerList {
            values = List.copyOf(values);
        }
    }

    /** Several floats. */
    record FloatList(List<Float> values) implements OnnxAttribute {
        /** Copies the list. */
        public FloatList {
            values = List.copyOf(values);
        }
    }

    /** Several texts. */
    record TextList(List<String> values) implements OnnxAttribute {
        /** Copies the list. */
        public TextList {
            values = List.copyOf(values);
        }
    }

    /** A tensor. */
    record TensorValue(OnnxTensor value) implements OnnxAttribute {}

    /** What no supported operator has, such as a graph. */
    record OtherValue() implements OnnxAttribute {}
}
