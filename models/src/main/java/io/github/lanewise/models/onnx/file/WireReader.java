package io.github.lanewise.models.onnx.file;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.github.lanewise.models.ModelFormatException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The fields of protobuf messages in memory, one after the other. Bytes of a field are handed out
 * as a part of that memory; a length beyond the message around it is a fault.
 */
final class WireReader {
    private final Path file;
    private final MemorySegment bytes;
    private final CodedInputStream stream;

    /** Messages that are being read, the outermost first. */
    private final Deque<String> messages = new ArrayDeque<>();

    private long end;
    private int tag;

    /**
     * @param bytes fewer than 2^31, protobuf's limit
     */
    WireReader(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
        end = bytes.byteSize();
        stream = CodedInputStream.newInstance(new SegmentInput(bytes));
        stream.setSizeLimit(Integer.MAX_VALUE);
    }

    /** Reads a message. */
    @FunctionalInterface
    interface Body {
        void read() throws IOException;
    }

    /** Goes to the next field of the message, or returns false at its end. */
    boolean next() throws IOException {
        if (position() == end) {
            return false;
        }
        tag = stream.readTag();
        return true;
    }

    /** Returns the number of the field. */
    int field() {
        return WireFormat.getTagFieldNumber(tag);
    }

    /** Reads a field that is a message. */
    void message(String name, Body body) throws IOException {
        int length = length();
        long outerEnd = end;
        messages.addLast(name);
        end = position() + length;
        int limit = stream.pushLimit(length);
        body.read();
        stream.popLimit(limit);
        end = outerEnd;
        messages.removeLast();
    }

    /** Gives the message that is being read a better name, such as that of the node. */
    void rename(String name) {
        messages.removeLast();
        messages.addLast(name);
    }

    long integer() throws IOException {
        require(WireFormat.WIRETYPE_VARINT);
        return stream.readInt64();
    }

    float number() throws IOException {
        require(WireFormat.WIRETYPE_FIXED32);
        return stream.readFloat();
    }

    /** Returns the bytes of a field, which stay where they are. */
    MemorySegment slice() throws IOException {
        int length = length();
        MemorySegment slice = bytes.asSlice(position(), length);
        stream.skipRawBytes(length);
        return slice;
    }

    String text() throws IOException {
        byte[] text = slice().toArray(ValueLayout.JAVA_BYTE);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
        } catch (CharacterCodingException malformed) {
            throw fault("a text is not UTF-8", malformed);
        }
    }

    /**
     * Adds the element or elements of a repeated field of numbers, as they stand in the file.
     *
     * @param wireType of one element
     */
    void numbers(int wireType, WireNumbers target) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
            target.add(slice());
            return;
        }
        require(wireType);
        long start = position();
        skip();
        target.add(bytes.asSlice(start, position() - start));
    }

    /** Skips the field; groups are in no ONNX file. */
    void skip() throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> stream.readRawVarint64();
            case WireFormat.WIRETYPE_FIXED32 -> stream.skipRawBytes(Integer.BYTES);
            case WireFormat.WIRETYPE_FIXED64 -> stream.skipRawBytes(Long.BYTES);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> stream.skipRawBytes(length());
            default -> throw damage("is no field of an ONNX file");
        }
    }

    /** Returns a fault at this place. */
    ModelFormatException fault(String fault) {
        return new ModelFormatException(file, where() + fault);
    }

    ModelFormatException fault(String fault, Throwable cause) {
        return new ModelFormatException(file, where() + fault, cause);
    }

    /** Returns a fault of a message that protobuf cannot read. */
    ModelFormatException unreadable(IOException failure) {
        return fault(
                "the file is truncated or damaged after byte "
                        + position()
                        + " of "
                        + bytes.byteSize(),
                failure);
    }

    private int length() throws IOException {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = stream.readRawVarint32();
        if (length < 0 || length > bytes.byteSize() - position()) {
            throw fault(
                    "the file is truncated or damaged, because field "
                            + field()
                            + " claims "
                            + Integer.toUnsignedString(length)
                            + " bytes and "
                            + (bytes.byteSize() - position())
                            + " follow");
        }
        if (length > end - position()) {
            throw damage("is longer than the message that it stands in");
        }
        return length;
    }

    private void require(int wireType) {
        if (WireFormat.getTagWireType(tag) != wireType) {
            throw damage("has another type than in an ONNX file");
        }
    }

    private ModelFormatException damage(String fault) {
        String consequence = messages.isEmpty() ? "this is no ONNX file" : "the file is damaged";
        return fault(consequence + ", because field " + field() + " " + fault);
    }

    private long position() {
        return stream.getTotalBytesRead();
    }

    private String where() {
        return messages.isEmpty() ? "" : "in " + String.join(", ", messages) + ": ";
    }
}
