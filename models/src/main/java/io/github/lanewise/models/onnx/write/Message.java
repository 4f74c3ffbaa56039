package io.github.lanewise.models.onnx.write;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A message in protobuf's wire format, field by field. It knows its size, so that messages within
 * messages are written in one go and the data of tensors is never copied as a whole.
 */
final class Message {
    /** Writes a field with its tag. */
    private interface Field {
        void write(CodedOutputStream out) throws IOException;
    }

    /** Writes the content of a field of bytes. */
    interface Bytes {
        void write(CodedOutputStream out) throws IOException;
    }

    private final List<Field> fields = new ArrayList<>();
    private long bytes;

    /** Adds a field with a whole number. */
    Message number(int field, long value) {
        bytes += CodedOutputStream.computeInt64Size(field, value);
        return add(out -> out.writeInt64(field, value));
    }

    /** Adds a field with a float. */
    Message real(int field, float value) {
        bytes += CodedOutputStream.computeFloatSize(field, value);
        return add(out -> out.writeFloat(field, value));
    }

    /** Adds a field with text. */
    Message text(int field, String value) {
        bytes += CodedOutputStream.computeStringSize(field, value);
        return add(out -> out.writeString(field, value));
    }

    /** Adds a field with a message, which is complete. */
    Message message(int field, Message value) {
        return bytes(field, value.bytes, value::writeTo);
    }

    /** Adds a field with bytes. */
    Message bytes(int field, long count, Bytes content) {
        bytes += CodedOutputStream.computeTagSize(field);
        bytes += CodedOutputStream.computeUInt64SizeNoTag(count) + count;
        return add(out -> {
            out.writeTag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
            out.writeUInt64NoTag(count);
            content.write(out);
        });
    }

    private Message add(Field field) {
        fields.add(field);
        return this;
    }

    /** Returns the bytes that the message takes, without a tag or length of its own. */
    long size() {
        return bytes;
    }

    /** Writes all fields in the order in which they were added. */
    void writeTo(CodedOutputStream out) throws IOException {
        for (Field field : fields) {
            field.write(out);
        }
    }
}
