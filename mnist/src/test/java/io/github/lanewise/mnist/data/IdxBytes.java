package io.github.lanewise.mnist.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** IDX files for tests. */
final class IdxBytes {
    static final int UNSIGNED_BYTE = 0x08;

    private IdxBytes() {}

    /** An IDX file of unsigned bytes; its header announces the dimensions, whatever the values. */
    static byte[] idx(byte[] values, int... dimensions) {
        return idx(UNSIGNED_BYTE, values, dimensions);
    }

    static byte[] idx(int type, byte[] values, int... dimensions) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * dimensions.length + values.length);
        file.putInt((type << 8) | dimensions.length);
        for (int dimension : dimensions) {
            file.putInt(dimension);
        }
        return file.put(values).array();
    }

    static byte[] gzip(byte[] content) {
        try {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(file)) {
                gzip.write(content);
            }
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }

    /** Five training and two test images of 4 × 3 pixels, raw, with the usual names. */
    static void writeSmallMnist(Path folder) throws IOException {
        Files.write(folder.resolve("train-images-idx3-ubyte"), idx(random(5 * 12, 1), 5, 4, 3));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), idx(new byte[] {0, 2, 3, 3, 1}, 5));
        Files.write(folder.resolve("t10k-images-idx3-ubyte"), idx(random(2 * 12, 2), 2, 4, 3));
        Files.write(folder.resolve("t10k-labels-idx1-ubyte"), idx(new byte[] {3, 2}, 2));
    }
}
