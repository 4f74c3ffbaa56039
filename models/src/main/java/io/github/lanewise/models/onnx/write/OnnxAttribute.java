package io.github.lanewise.models.onnx.write;

import java.util.Arrays;
import java.util.List;

/** A named setting of a node. */
public final class OnnxAttribute {
    private static final int REAL = 1;
    private static final int INTEGER = 2;
    private static final int TEXT = 3;
    private static final int TENSOR = 4;
    private static final int REALS = 6;
    private static final int INTEGERS = 7;
    private static final int TEXTS = 8;

    private final Message message;
    private final String text;

    private OnnxAttribute(String name, int type, Message value, Object shown) {
        message = value.text(1, name).number(20, type);
        text = name + " " + shown;
    }

    /** Returns an attribute with one whole number. */
    public static OnnxAttribute integer(String name, long value) {
        return new OnnxAttribute(name, INTEGER, new Message().number(3, value), value);
    }

    /** Returns an attribute with a list of whole numbers. */
    public static OnnxAttribute integers(String name, long... values) {
        Message list = new Message();
        for (long value : values) {
            list.number(8, value);
        }
        return new OnnxAttribute(name, INTEGERS, list, Arrays.toString(values));
    }

    /** Returns an attribute with one float. */
    public static OnnxAttribute real(String name, float value) {
        return new OnnxAttribute(name, REAL, new Message().real(2, value), value);
    }

    /** Returns an attribute with a list of floats. */
    public static OnnxAttribute reals(String name, float... values) {
        Message list = new Message();
        for (float value : values) {
            list.real(7, value);
        }
        return new OnnxAttribute(name, REALS, list, Arrays.toString(values));
    }

    /** Returns an attribute with text, such as {@code mode}. */
    public static OnnxAttribute text(String name, String value) {
        return new OnnxAttribute(name, TEXT, new Message().text(4, value), value);
    }

    /** Returns an attribute with a list of texts. */
    public static OnnxAttribute texts(String name, List<String> values) {
        Message list = new Message();
        values.forEach(value -> list.text(9, value));
        return new OnnxAttribute(name, TEXTS, list, values);
    }

    /** Returns an attribute with a tensor, such as the {@code value} of a Constant. */
    public static OnnxAttribute tensor(String name, OnnxTensor value) {
        return new OnnxAttribute(
                name, TENSOR, new Message().message(5, value.message(name)), "tensor");
    }

    /** Returns the name and the value. */
    @Override
    public String toString() {
        return text;
    }

    /** Returns the message AttributeProto. */
    Message message() {
        return message;
    }
}
