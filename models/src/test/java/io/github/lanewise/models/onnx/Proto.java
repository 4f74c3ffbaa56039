package io.github.lanewise.models.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A protobuf message made field by field. */
public final class Proto {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Writes one field. */
    @FunctionalInterface
    private interface Field {
        void write() throws IOException;
    }

    public Proto text(int field, String value) {
        return add(() -> out.writeString(field, value));
    }

    public Proto number(int field, long value) {
        return add(() -> out.writeInt64(field, value));
    }

    public Proto real(int field, float value) {
        return add(() -> out.writeFloat(field, value));
    }

    public Proto realDouble(int field, double value) {
        return add(() -> out.writeDouble(field, value));
    }

    public Proto bytes(int field, byte[] value) {
        return add(() -> out.writeByteArray(field, value));
    }

    public Proto message(int field, Proto value) {
        return bytes(field, value.toBytes());
    }

    /** Adds a number to the packed form of a repeated field that is being built as a message. */
    public static byte[] packed(long... values) {
        Proto numbers = new Proto();
        for (long value : values) {
            numbers.add(() -> numbers.out.writeInt64NoTag(value));
        }
        return numbers.toBytes();
    }

    public byte[] toBytes() {
        add(out::flush);
        return bytes.toByteArray();
    }

    private Proto add(Field field) {
        try {
            field.write();
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
