package io.github.lanewise.models.safetensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The header of a file.
 *
 * @param metadata the free strings of {@code __metadata__}, unmodifiable
 * @param tensors the tensors by name in the order of the header, unmodifiable
 */
record Header(Map<String, String> metadata, SequencedMap<String, TensorInfo> tensors) {
    /** The reserved key under which a header keeps its free strings. */
    static final String METADATA_KEY = "__metadata__";

    /** The most bytes that the format allows a header to have. */
    static final int LONGEST = 100_000_000;

    /** The bytes of the number that precedes the header. */
    static final int LENGTH_BYTES = Long.BYTES;

    Header {
        metadata = Collections.unmodifiableMap(metadata);
        tensors = Collections.unmodifiableSequencedMap(tensors);
    }

    /**
     * Reads how long the header of a file is, in bytes.
     *
     * @throws SafetensorsException if the file is shorter than its header, or the header longer
     *     than the format allows
     */
    static int length(FileBytes bytes) {
        long fileBytes = bytes.size();
        if (fileBytes < LENGTH_BYTES) {
            throw new SafetensorsException(
                    bytes.file(),
                    "the file is truncated, because it has "
                            + fileBytes
                            + " bytes and the length of its header alone takes "
                            + LENGTH_BYTES);
        }
        long length =
                ByteBuffer.wrap(bytes.read(0, LENGTH_BYTES))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
        // As an unsigned number: a set top bit is a huge length, not a negative one.
        if (Long.compareUnsigned(length, LONGEST) > 0) {
            throw new SafetensorsException(
                    bytes.file(),
                    "the header is oversized or this is no safetensors file, because it claims a"
                            + " header of "
                            + Long.toUnsignedString(length)
                            + " bytes and the format allows "
                            + LONGEST);
        }
        if (length > fileBytes - LENGTH_BYTES) {
            throw new SafetensorsException(
                    bytes.file(),
                    "the file is truncated, because it claims a header of "
                            + length
                            + " bytes and "
                            + (fileBytes - LENGTH_BYTES)
                            + " follow");
        }
        return (int) length;
    }
}
