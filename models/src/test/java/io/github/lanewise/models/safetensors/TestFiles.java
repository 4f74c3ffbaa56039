package io.github.lanewise.models.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** Files made byte by byte, apart from the writer under test. */
final class TestFiles {
    private TestFiles() {}

    /** Returns a file of a header and data, little-endian, without padding. */
    static byte[] bytes(String header, byte... data) {
        return bytes(header.getBytes(StandardCharsets.UTF_8), data);
    }

    static byte[] bytes(byte[] header, byte... data) {
        return ByteBuffer.allocate(Long.BYTES + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data)
                .array();
    }

    /** Writes bytes to a file of that name and returns its path. */
    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(folder.resolve("model.safetensors"), bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Opens a file and reads all that can be read from it. */
    static void readAll(Path file) {
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            for (String name : tensors.names()) {
                assertThat(tensors.floats(name)).hasSize(product(tensors.shape(name)));
            }
        }
    }

    /** Runs an action that must fail with one sentence that begins with the path of the file. */
    static String fault(Path file, Runnable action) {
        SafetensorsException fault = catchThrowableOfType(SafetensorsException.class, action::run);
        assertThat(fault).as("the expected SafetensorsException").isNotNull();
        String message = Objects.requireNonNull(fault.getMessage());
        assertThat(message).startsWith(file + ": ").endsWith(".");
        String sentence = message.substring((file + ": ").length());
        assertThat(sentence).matches("[^\\p{Cntrl}]{10,600}");
        return sentence;
    }

    static int product(int... shape) {
        int product = 1;
        for (int dimension : shape) {
            product *= dimension;
        }
        return product;
    }

    static Path newFolder() {
        try {
            return Files.createTempDirectory("safetensors-test");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void deleteFolder(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
