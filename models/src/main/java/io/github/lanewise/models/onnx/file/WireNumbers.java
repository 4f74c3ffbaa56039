package io.github.lanewise.models.onnx.file;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The elements of a repeated field of numbers as they stand in the file: one packed run, which is
 * not copied, or several runs or single elements, which are joined.
 */
final class WireNumbers {
    /** Floats of a file. */
    static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int CONTINUES = 0x80;
    private static final int PAYLOAD = 0x7f;
    private static final int PAYLOAD_BITS = 7;

    private MemorySegment bytes = MemorySegment.NULL;
    private final ByteArrayOutputStream joined = new ByteArrayOutputStream(0);

    /** Gets the integers one by one. */
    @FunctionalInterface
    interface IntegerSink {
        void put(int index, long value);
    }

    void add(MemorySegment part) {
        if (bytes.byteSize() == 0 && joined.size() == 0) {
            bytes = part;
            return;
        }
        if (joined.size() == 0) {
            joined.writeBytes(bytes.toArray(ValueLayout.JAVA_BYTE));
        }
        joined.writeBytes(part.toArray(ValueLayout.JAVA_BYTE));
    }

    boolean isEmpty() {
        return bytes.byteSize() == 0;
    }

    /** Returns all bytes. */
    MemorySegment bytes() {
        return joined.size() == 0 ? bytes : MemorySegment.ofArray(joined.toByteArray());
    }

    /** Returns the number of varints. */
    static long count(MemorySegment varints) {
        long count = 0;
        for (long i = 0; i < varints.byteSize(); i++) {
            if ((varints.get(ValueLayout.JAVA_BYTE, i) & CONTINUES) == 0) {
                count++;
            }
        }
        return count;
    }

    /** Decodes varints; returns false if the last one is cut off or one has more than 64 bits. */
    static boolean decode(MemorySegment varints, IntegerSink sink) {
        long value = 0;
        int shift = 0;
        int index = 0;
        for (long i = 0; i < varints.byteSize(); i++) {
            byte next = varints.get(ValueLayout.JAVA_BYTE, i);
            if (shift >= Long.SIZE) {
                return false;
            }
            value |= (long) (next & PAYLOAD) << shift;
            shift += PAYLOAD_BITS;
            if ((next & CONTINUES) == 0) {
                sink.put(index++, value);
                value = 0;
                shift = 0;
            }
        }
        return shift == 0;
    }
}
