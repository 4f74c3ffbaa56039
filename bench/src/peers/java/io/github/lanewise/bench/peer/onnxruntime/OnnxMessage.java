package io.github.lanewise.bench.peer.onnxruntime;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A message in protobuf's wire format, field by field; the numbers are those of onnx.proto. */
final class OnnxMessage {
    /** Writes fields. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    private final ByteString.Output bytes = ByteString.newOutput();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Adds a field with a whole number. */
    OnnxMessage number(int field, long value) {
        return add(stream -> stream.writeInt64(field, value));
    }

    /** Adds a repeated field with whole numbers. */
    OnnxMessage numbers(int field, long... values) {
        for (long value : values) {
            number(field, value);
        }
        return this;
    }

    /** Adds a field with text. */
    OnnxMessage text(int field, String value) {
        return add(stream -> stream.writeString(field, value));
    }

    /** Adds a field with bytes. */
    OnnxMessage bytes(int field, ByteString value) {
        return add(stream -> stream.writeBytes(field, value));
    }

    /** Adds a field with a message, which is complete. */
    OnnxMessage message(int field, OnnxMessage value) {
        return bytes(field, value.toBytes());
    }

    private OnnxMessage add(Fields fields) {
        try {
            fields.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Returns what has been added. */
    ByteString toBytes() {
        add(CodedOutputStream::flush);
        return bytes.toByteString();
    }
}
