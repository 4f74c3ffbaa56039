package io.github.lanewise.models.safetensors;

import static io.github.lanewise.models.safetensors.TestFiles.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file appears as a whole or not at all. */
class SafetensorsWriterTest {
    private static final NamedTensor ONE = new NamedTensor("one", new int[] {}, new float[] {1f});

    @TempDir private Path folder;

    @Test
    void newFileReplacesTheOldAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(ONE));
        SafetensorsWriter.write(file, Map.of("epoch", "2"), List.of(ONE));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.metadata()).containsEntry("epoch", "2");
        }
        assertThat(content()).containsExactly(file);
    }

    /** The second tensor's memory is gone by the time it is written. */
    @Test
    void failureMidwayLeavesTheOldFileIntactAndNoTemporaryFile() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(ONE));
        byte[] old = Files.readAllBytes(file);
        MemorySegment lost;
        try (Arena arena = Arena.ofConfined()) {
            lost = arena.allocate(4);
        }

        assertThatThrownBy(() ->
                        SafetensorsWriter.write(
                                file,
                                Map.of(),
                                List.of(ONE, new NamedTensor("lost", new int[] {1}, lost))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(content()).containsExactly(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(old);
    }

    @Test
    void missingFolderIsNamed() {
        Path file = folder.resolve("missing").resolve("model.safetensors");
        assertThat(fault(file, () -> SafetensorsWriter.write(file, Map.of(), List.of(ONE))))
                .isEqualTo(
                        "cannot write the file: the folder "
                                + file.getParent()
                                + " does not exist, create it first.");
    }

    @Test
    void folderInPlaceOfTheFileIsRefused() throws IOException {
        Path file = Files.createDirectory(folder.resolve("model.safetensors"));
        assertThat(fault(file, () -> SafetensorsWriter.write(file, Map.of(), List.of(ONE))))
                .contains("this is a folder or a device");
        assertThat(content()).containsExactly(file);
    }

    /** Renaming over a device such as /dev/null would remove it from the machine. */
    @Test
    void deviceIsRefused() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "there is no /dev/null here");
        assertThat(fault(device, () -> SafetensorsWriter.write(device, Map.of(), List.of(ONE))))
                .contains("this is a folder or a device");
    }

    @Test
    void protectedFileAndFolderAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "old");
        assumeTrue(file.toFile().setWritable(false) && !Files.isWritable(file), "root may write");
        assertThat(fault(file, () -> SafetensorsWriter.write(file, Map.of(), List.of(ONE))))
                .contains("it is write-protected");
        assertThat(file.toFile().setWritable(true)).isTrue();
        assertThat(folder.toFile().setWritable(false)).isTrue();
        assertThat(fault(file, () -> SafetensorsWriter.write(file, Map.of(), List.of(ONE))))
                .contains("permission denied");
        assertThat(folder.toFile().setWritable(true)).isTrue();
        assertThat(file).hasContent("old");
    }

    @Test
    void symbolicLinkIsFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("target.safetensors"), "old");
        Path link = folder.resolve("link.safetensors");
        try {
            Files.createSymbolicLink(link, file);
        } catch (IOException | UnsupportedOperationException unavailable) {
            assumeTrue(false, "symbolic links cannot be made here");
        }
        SafetensorsWriter.write(link, Map.of(), List.of(ONE));
        assertThat(link).isSymbolicLink();
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.names()).containsExactly("one");
        }
    }

    @Test
    void newFileHasTheModeThatTheUsersMaskGives() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no file modes");
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, Map.of(), List.of(ONE));
        assertThat(Files.getPosixFilePermissions(file))
                .isEqualTo(Files.getPosixFilePermissions(plain));
    }

    @Test
    void argumentsThatTheFormatForbidsAreRefused() {
        Path file = folder.resolve("model.safetensors");
        assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of(), List.of(ONE, ONE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Two tensors are named 'one'; names must differ.");
        assertThatThrownBy(() -> SafetensorsWriter.write(file, Map.of("k", "\ud800"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'k' is not valid Unicode");
        assertThatThrownBy(() -> new NamedTensor("\udc00", new int[] {0}, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'\\udc00'");
        assertThatThrownBy(() -> new NamedTensor("__metadata__", new int[] {0}, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be named '__metadata__'");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shapeThatDoesNotFitTheDataIsRefused() {
        for (int[] shape :
                List.of(
                        new int[] {},
                        new int[] {3},
                        new int[] {2, 0},
                        new int[] {-1, -2},
                        new int[] {65536, 65536, 65536, 65536},
                        // 4 × product = 8 modulo 2^64
                        new int[] {2147418113, 859019674, 5})) {
            assertThatThrownBy(() -> new NamedTensor("w", shape, new float[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'w' of shape [")
                    .hasMessageContaining("does not fit 8 bytes");
        }
    }

    @Test
    void headerBeyondTheLimitOfTheFormatIsRefused() {
        Path file = folder.resolve("model.safetensors");
        Map<String, String> metadata = Map.of("k", "v".repeat(100_000_000));
        assertThatThrownBy(() -> SafetensorsWriter.write(file, metadata, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the format allows 100000000");
        assertThat(folder).isEmptyDirectory();
    }

    private List<Path> content() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }
}
