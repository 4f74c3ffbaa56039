package io.github.lanewise.models.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir private Path folder;

    @Test
    void replacesAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old and longer");
        AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {'n'})));
        assertThat(file).hasContent("n");
        assertOnlyFile(file);
    }

    @Test
    void aFullDiskLeavesTheOldFileIntact() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "old");
        IOException full = new IOException("No space left on device");
        assertThatThrownBy(() ->
                        AtomicFile.write(
                                file,
                                channel -> {
                                    channel.write(ByteBuffer.allocate(10));
                                    throw full;
                                }))
                .isSameAs(full);
        assertThat(FileFault.reason(full)).isEqualTo("No space left on device");
        assertThat(file).hasContent("old");
        assertOnlyFile(file);
    }

    @Test
    void namesAMissingFolder() {
        Path file = folder.resolve("missing").resolve("model");
        assertThatThrownBy(() -> AtomicFile.write(file, channel -> {}))
                .isInstanceOfSatisfying(
                        IOException.class,
                        failure ->
                                assertThat(FileFault.reason(failure))
                                        .isEqualTo(
                                                "the folder %s does not exist, create it first"
                                                        .formatted(file.getParent())));
    }

    private void assertOnlyFile(Path file) throws IOException {
        try (var content = Files.list(folder)) {
            assertThat(content).containsExactly(file);
        }
    }
}
