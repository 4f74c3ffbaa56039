package io.github.lanewise.mnist.data;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * An IDX file of unsigned bytes that is published somewhere, and how to tell that a copy of it is
 * right.
 *
 * @param name the name of the uncompressed file, such as {@code train-images-idx3-ubyte}
 * @param dimensions the extents, slowest first
 * @param sha256 the SHA-256 sum of the uncompressed file in hexadecimal, where it is known; else a
 *     copy is right if it is complete and has these extents
 */
public record PublishedFile(String name, List<Integer> dimensions, Optional<String> sha256) {
    private static final byte UNSIGNED_BYTE = 0x08;
    private static final int LARGEST_LABEL = 9;
    private static final int BUFFER_BYTES = 1 << 16;

    /** Room for the header of a gzip file with a name and a comment. */
    private static final long GZIP_HEADER_BYTES = 4096;

    /** Copies the list. */
    public PublishedFile {
        dimensions = List.copyOf(dimensions);
    }

    /** Returns the name of the gzip file. */
    public String compressedName() {
        return name + ".gz";
    }

    /** Returns the length of the uncompressed file in bytes. */
    public long length() {
        long values = 1;
        for (int extent : dimensions) {
            values *= extent;
        }
        return 4 + 4L * dimensions.size() + values;
    }

    /**
     * Returns the greatest length in bytes that the gzip file can have: DEFLATE stores what does
     * not shrink with 5 bytes for each 65,535 (RFC 1951, 3.2.4), and any other coding that is worth
     * it with less.
     */
    public long compressedLimit() {
        return length() + length() / 1000 + GZIP_HEADER_BYTES;
    }

    /** Returns the file of a folder that a run would read, under whatever name it is there. */
    public Optional<Path> find(Path folder) {
        return MnistFolder.spellings(folder, name).stream().filter(Files::exists).findFirst();
    }

    /**
     * Checks a file that the user has.
     *
     * @throws DataException if it is not this file, or cannot be read
     */
    public void require(Path file) throws DataException {
        Optional<String> fault;
        try {
            fault = fault(file);
        } catch (IOException e) {
            throw new DataException(
                    "%s is there but cannot be read (%s); check it".formatted(file, e), e);
        }
        if (fault.isPresent()) {
            throw DataException.of(
                    file,
                    "is there but is not the published file: it %s; move it away or name another"
                                    .formatted(fault.get())
                            + " folder with --data");
        }
    }

    /**
     * Makes sure that a file, whose content is of this form, is not one of another data set.
     *
     * @param other with a digest
     * @param title of the other data set
     * @throws DataException if it is, or cannot be read
     */
    public static void requireAnother(Path file, PublishedFile other, String title)
            throws DataException {
        Optional<String> difference;
        try {
            difference = other.fault(file);
        } catch (IOException e) {
            throw new DataException(
                    "%s is there but cannot be read (%s); check it".formatted(file, e), e);
        }
        if (difference.isEmpty()) {
            throw DataException.of(
                    file, "is a file of " + title + "; name another folder with --data");
        }
    }

    /**
     * Returns what is wrong with a copy, raw or gzip: a clause for the user whose subject is the
     * copy, or empty if it is right.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<String> fault(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.of("is no ordinary file");
        }
        if (Files.size(file) > compressedLimit()) {
            return Optional.of("is too long");
        }
        byte[] stored = Files.readAllBytes(file);
        try (WholeGzip content = new WholeGzip(stored)) {
            Optional<String> fault = faultOf(content);
            return fault.isPresent() || content.bytesLeftOver() == 0
                    ? fault
                    : Optional.of("holds bytes after the end of its gzip data");
        } catch (EOFException e) {
            return Optional.of("is truncated: its gzip data ends too early");
        } catch (ZipException e) {
            return isGzip(stored)
                    ? Optional.of("is damaged: its gzip data is not valid (" + e.getMessage() + ")")
                    : faultOfRaw(stored);
        }
    }

    private static boolean isGzip(byte[] stored) {
        return stored.length >= 2 && stored[0] == 0x1f && stored[1] == (byte) 0x8b;
    }

    private Optional<String> faultOfRaw(byte[] stored) throws IOException {
        try (InputStream content = new ByteArrayInputStream(stored)) {
            return faultOf(content);
        }
    }

    /** The fault of uncompressed content, of which no more is read than one byte too many. */
    private Optional<String> faultOf(InputStream content) throws IOException {
        byte[] header = header();
        byte[] begin = content.readNBytes(header.length);
        if (!Arrays.equals(header, begin)) {
            return Optional.of("does not begin as an IDX file of " + shape() + " unsigned bytes");
        }
        MessageDigest sum = Digests.sha256();
        sum.update(header);
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = length() - header.length;
        while (left > 0) {
            int read = content.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (read < 0) {
                return Optional.of("is truncated: it lacks %d bytes".formatted(left));
            }
            if (dimensions.size() == 1 && hasBadLabel(buffer, read)) {
                return Optional.of("holds a label above " + LARGEST_LABEL);
            }
            sum.update(buffer, 0, read);
            left -= read;
        }
        if (content.read() >= 0) {
            return Optional.of("holds bytes left over after " + shape());
        }
        String found = HexFormat.of().formatHex(sum.digest());
        return sha256.filter(published -> !published.equals(found))
                .map(published ->
                        "has content with the SHA-256 digest %s, not the published %s"
                                .formatted(found, published));
    }

    private String shape() {
        return IdxFile.shape(dimensions.stream().mapToInt(Integer::intValue).toArray());
    }

    private byte[] header() {
        ByteBuffer header = ByteBuffer.allocate(4 + 4 * dimensions.size());
        header.put((byte) 0).put((byte) 0).put(UNSIGNED_BYTE).put((byte) dimensions.size());
        dimensions.forEach(header::putInt);
        return header.array();
    }

    private static boolean hasBadLabel(byte[] labels, int count) {
        for (int i = 0; i < count; i++) {
            if ((labels[i] & 0xff) > LARGEST_LABEL) {
                return true;
            }
        }
        return false;
    }
}
