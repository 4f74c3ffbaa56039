package io.github.lanewise.mnist.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * Reads IDX files of unsigned bytes with 1 to 4 dimensions, raw or gzip.
 *
 * <p>The layout, with all integers big-endian (Y. LeCun, C. Cortes, C. Burges, "The MNIST database
 * of handwritten digits"):
 *
 * <pre>
 * 0  0  type  rank     type 0x08 = unsigned byte
 * extent               one 32-bit integer for each dimension, slowest first
 * values               product of the extents, last dimension fastest
 * </pre>
 *
 * <p>Gzip is recognised by its first two bytes, never by the name. The file must hold exactly what
 * its header announces. Memory follows the bytes that are really there, not the header: a small
 * file with a huge header is refused before its announced size is allocated.
 */
final class IdxReader {
    private static final int UNSIGNED_BYTE = 0x08;
    private static final int MAXIMUM_RANK = 4;

    /** The largest array that common JVMs allocate. */
    private static final int MAXIMUM_BYTES = Integer.MAX_VALUE - 8;

    /** DEFLATE codes at most 258 bytes in two bits. */
    private static final int GZIP_MAXIMUM_RATIO = 1032;

    /** MNIST shrinks five times: this room takes real data in one allocation. */
    private static final int GZIP_EXPECTED_RATIO = 16;

    /** Longer reads make the JDK allocate native buffers of that length. */
    private static final int READ_BYTES = 1 << 20;

    private static final String AGAIN = IdxFaults.AGAIN;

    private final Path path;
    private final long fileBytes;
    private final InputStream content;
    private final boolean compressed;

    private IdxReader(Path path, long fileBytes, InputStream content, boolean compressed) {
        this.path = path;
        this.fileBytes = fileBytes;
        this.content = content;
        this.compressed = compressed;
    }

    /**
     * Reads a whole file.
     *
     * @throws DataException if the file cannot be read or is anything but one complete IDX file of
     *     unsigned bytes
     */
    static IdxFile read(Path path) throws DataException {
        return IdxFaults.explained(
                path,
                () -> {
                    long fileBytes = Files.size(path);
                    if (isGzip(path)) {
                        return readGzip(path, fileBytes);
                    }
                    try (InputStream content = Files.newInputStream(path)) {
                        return new IdxReader(path, fileBytes, content, false).read();
                    }
                });
    }

    /**
     * Reads what a file announces, and none of its values.
     *
     * @throws DataException if the file cannot be read or does not begin as an IDX file of unsigned
     *     bytes
     */
    static IdxFile readHeader(Path path) throws DataException {
        return IdxFaults.explained(
                path,
                () -> {
                    boolean compressed = isGzip(path);
                    try (InputStream file = Files.newInputStream(path);
                            InputStream content = compressed ? new GZIPInputStream(file) : file) {
                        IdxReader reader =
                                new IdxReader(path, Files.size(path), content, compressed);
                        return new IdxFile(path, reader.readDimensions(), new byte[0]);
                    }
                });
    }

    private static boolean isGzip(Path path) throws IOException {
        try (InputStream content = Files.newInputStream(path)) {
            byte[] magic = content.readNBytes(2);
            return magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        }
    }

    private static IdxFile readGzip(Path path, long fileBytes) throws IOException {
        if (fileBytes > MAXIMUM_BYTES) {
            throw DataException.of(path, "is larger than 2 GiB; split it into smaller files");
        }
        try (WholeGzip content = new WholeGzip(Files.readAllBytes(path))) {
            IdxFile file = new IdxReader(path, fileBytes, content, true).read();
            if (content.bytesLeftOver() > 0) {
                throw DataException.of(
                        path,
                        "holds %d bytes after the end of its gzip data"
                                        .formatted(content.bytesLeftOver())
                                + AGAIN);
            }
            return file;
        }
    }

    private int[] readDimensions() throws IOException {
        int[] dimensions = new int[readRank()];
        for (int i = 0; i < dimensions.length; i++) {
            dimensions[i] = readExtent(i);
        }
        return dimensions;
    }

    private IdxFile read() throws IOException {
        int[] dimensions = readDimensions();
        int length = length(dimensions);
        requireRoomFor(length, dimensions);
        byte[] values = readValues(length, dimensions);
        if (content.read() >= 0) {
            throw leftOver(dimensions);
        }
        return new IdxFile(path, dimensions, values);
    }

    private int readRank() throws IOException {
        byte[] magic = content.readNBytes(4);
        if (magic.length < 4) {
            throw DataException.of(
                    path,
                    "is truncated: it holds %d bytes where an IDX file begins with 4"
                                    .formatted(magic.length)
                            + AGAIN);
        }
        int rank = magic[3];
        boolean idx = magic[0] == 0 && magic[1] == 0 && typeName(magic[2]).length() > 0;
        if (!idx || rank < 1 || rank > MAXIMUM_RANK) {
            throw DataException.of(
                    path,
                    "has the wrong magic number 0x%s: an IDX file of unsigned bytes begins with"
                                    .formatted(HexFormat.of().formatHex(magic))
                            + " 0x000008 and its number of dimensions, 01 to 04"
                            + AGAIN);
        }
        if (magic[2] != UNSIGNED_BYTE) {
            throw DataException.of(
                    path,
                    "holds elements of type %s (0x%02x); convert them to unsigned bytes (0x08)"
                            .formatted(typeName(magic[2]), magic[2]));
        }
        return rank;
    }

    /** The element types of the format; empty for a code that it does not define. */
    private static String typeName(byte code) {
        return switch (code) {
            case UNSIGNED_BYTE -> "unsigned byte";
            case 0x09 -> "signed byte";
            case 0x0b -> "16-bit integer";
            case 0x0c -> "32-bit integer";
            case 0x0d -> "32-bit float";
            case 0x0e -> "64-bit float";
            default -> "";
        };
    }

    private int readExtent(int index) throws IOException {
        byte[] bytes = content.readNBytes(4);
        if (bytes.length < 4) {
            throw DataException.of(path, "is truncated: it ends inside its header" + AGAIN);
        }
        int extent = 0;
        for (byte part : bytes) {
            extent = (extent << 8) | (part & 0xff);
        }
        if (extent < 0) {
            throw DataException.of(
                    path,
                    "announces an extent of %d in dimension %d, which no array can have"
                                    .formatted(Integer.toUnsignedLong(extent), index)
                            + AGAIN);
        }
        return extent;
    }

    private int length(int[] dimensions) throws DataException {
        long length = 1;
        for (int extent : dimensions) {
            // Both factors are below 2^31, so the product fits in a long.
            length *= extent;
            if (length > MAXIMUM_BYTES) {
                throw DataException.of(
                        path,
                        "announces %s values, more than one array can hold"
                                        .formatted(IdxFile.shape(dimensions))
                                + AGAIN);
            }
        }
        return (int) length;
    }

    /** Compares the announced length with the size of the file, before anything is allocated. */
    private void requireRoomFor(int length, int[] dimensions) throws DataException {
        if (compressed) {
            if (length > fileBytes * GZIP_MAXIMUM_RATIO) {
                throw truncated(
                        dimensions, "which %d bytes of gzip cannot hold".formatted(fileBytes));
            }
            return;
        }
        long present = fileBytes - 4 - 4L * dimensions.length;
        if (present < length) {
            throw truncated(dimensions, "but only %d are there".formatted(present));
        }
        if (present > length) {
            throw leftOver(dimensions);
        }
    }

    private byte[] readValues(int length, int[] dimensions) throws IOException {
        long room = compressed ? GZIP_EXPECTED_RATIO * fileBytes : length;
        byte[] values = grown(new byte[0], (int) Math.min(length, room));
        int filled = 0;
        while (filled < length) {
            if (filled == values.length) {
                values = grown(values, (int) Math.min(length, 2L * filled));
            }
            int read = content.read(values, filled, Math.min(READ_BYTES, values.length - filled));
            if (read < 0) {
                throw truncated(dimensions, "but only %d are there".formatted(filled));
            }
            filled += read;
        }
        return values;
    }

    /** Gzip can hold a thousand times its own size, so honest data too may not fit. */
    private byte[] grown(byte[] values, int length) throws DataException {
        try {
            return Arrays.copyOf(values, length);
        } catch (OutOfMemoryError e) {
            throw new DataException(
                    "%s needs %d bytes of memory, more than Java may use; raise -Xmx"
                            .formatted(path, (long) values.length + length),
                    e);
        }
    }

    private DataException truncated(int[] dimensions, String clause) {
        return DataException.of(
                path,
                "is truncated: its header announces %s bytes, %s"
                                .formatted(IdxFile.shape(dimensions), clause)
                        + AGAIN);
    }

    private DataException leftOver(int[] dimensions) {
        return DataException.of(
                path,
                "holds bytes left over after the %s that its header announces"
                                .formatted(IdxFile.shape(dimensions))
                        + AGAIN);
    }
}
