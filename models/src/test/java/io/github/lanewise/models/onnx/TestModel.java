package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lanewise.models.ModelFormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An ONNX file made message by message, apart from any writer. */
public final class TestModel {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;

    private final Proto graph = new Proto().text(2, "test");
    private final Proto model = new Proto().number(1, 8);
    private long operatorSet = 17;

    public TestModel operatorSet(long version) {
        operatorSet = version;
        return this;
    }

    /** Declares an input; a dimension is a number or a symbol. */
    public TestModel input(String name, Object... dimensions) {
        graph.message(11, valueInfo(name, FLOAT, dimensions));
        return this;
    }

    /** Declares an output, without its dimensions. */
    public TestModel output(String name) {
        Proto tensor = new Proto().number(1, FLOAT);
        Proto type = new Proto().message(1, tensor);
        graph.message(12, new Proto().text(1, name).message(2, type));
        return this;
    }

    public TestModel constant(String name, long[] dimensions, float... values) {
        graph.message(5, tensor(name, dimensions, values));
        return this;
    }

    public TestModel constant(String name, long[] dimensions, long... values) {
        graph.message(5, tensor(name, dimensions, values));
        return this;
    }

    /** Adds an initializer as it is. */
    public TestModel initializer(Proto tensor) {
        graph.message(5, tensor);
        return this;
    }

    /** Adds a node named after its first output; names are separated by blanks, "-" is none. */
    public TestModel node(String operator, String inputs, String outputs, Proto... attributes) {
        Proto node = new Proto();
        names(inputs).forEach(name -> node.text(1, name));
        names(outputs).forEach(name -> node.text(2, name));
        node.text(3, names(outputs).getFirst()).text(4, operator);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
        return node(node);
    }

    public TestModel node(Proto node) {
        graph.message(1, node);
        return this;
    }

    public byte[] bytes() {
        return model.message(7, graph)
                .message(8, new Proto().text(1, "").number(2, operatorSet))
                .toBytes();
    }

    public Path write(Path folder) {
        return write(folder, bytes());
    }

    public static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("model.onnx"), bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Proto valueInfo(String name, int type, Object... dimensions) {
        Proto shape = new Proto();
        for (Object dimension : dimensions) {
            shape.message(
                    1,
                    dimension instanceof Number number
                            ? new Proto().number(1, number.longValue())
                            : new Proto().text(2, dimension.toString()));
        }
        Proto tensor = new Proto().number(1, type).message(2, shape);
        return new Proto().text(1, name).message(2, new Proto().message(1, tensor));
    }

    public static Proto tensor(String name, long[] dimensions, float... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, FLOAT, dimensions).bytes(9, raw.array());
    }

    public static Proto tensor(String name, long[] dimensions, long... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, INT64, dimensions).bytes(9, raw.array());
    }

    /** Returns a tensor without data. */
    public static Proto tensor(String name, int type, long... dimensions) {
        return new Proto().bytes(1, Proto.packed(dimensions)).number(2, type).text(8, name);
    }

    public static Proto attribute(String name, long value) {
        return new Proto().text(1, name).number(3, value).number(20, 2);
    }

    public static Proto attribute(String name, float value) {
        return new Proto().text(1, name).real(2, value).number(20, 1);
    }

    public static Proto attribute(String name, String value) {
        return new Proto().text(1, name).text(4, value).number(20, 3);
    }

    public static Proto attribute(String name, Proto tensor) {
        return new Proto().text(1, name).message(5, tensor).number(20, 4);
    }

    public static Proto attribute(String name, long[] values) {
        return new Proto().text(1, name).bytes(8, Proto.packed(values)).number(20, 7);
    }

    public static Proto attribute(String name, float[] values) {
        Proto attribute = new Proto().text(1, name);
        for (float value : values) {
            attribute.real(7, value);
        }
        return attribute.number(20, 6);
    }

    /** Runs an action that must fail with one sentence that begins with the path of the file. */
    public static String fault(Path file, Runnable action) {
        ModelFormatException fault = catchThrowableOfType(ModelFormatException.class, action::run);
        assertThat(fault).as("the expected ModelFormatException").isNotNull();
        String message = Objects.requireNonNull(fault.getMessage());
        assertThat(message).startsWith(file + ": ").endsWith(".").doesNotEndWith("..");
        String sentence = message.substring((file + ": ").length());
        assertThat(sentence).matches("[^\\p{Cntrl}]{10,900}");
        return sentence;
    }

    private static List<String> names(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(" ", -1))
                        .map(name -> name.equals("-") ? "" : name)
                        .toList();
    }
}
