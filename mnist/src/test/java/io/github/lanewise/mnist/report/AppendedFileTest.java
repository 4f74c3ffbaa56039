package io.github.lanewise.mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppendedFileTest {
    @TempDir private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void growsRecordByRecord() throws IOException {
        Path path = Files.writeString(folder.resolve("file"), "of an older run");
        try (AppendedFile file = AppendedFile.create(path)) {
            assertThat(path).isEmptyFile();
            file.append(bytes("one\n"));
            assertThat(path).hasContent("one\n");
            file.append(bytes("two\n"));
        }
        try (AppendedFile file = AppendedFile.open(path)) {
            file.append(bytes("three\n"));
        }
        assertThat(path).hasContent("one\ntwo\nthree\n");
        assertThatThrownBy(() -> AppendedFile.createNew(path))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aFullDeviceSaysWhatIsWrong() throws IOException {
        Path device = Path.of("/dev/full");
        assumeTrue(Files.exists(device), "this system has no /dev/full");
        try (AppendedFile file = AppendedFile.create(device)) {
            assertThatThrownBy(() -> file.append(bytes("x")))
                    .isInstanceOfSatisfying(
                            IOException.class,
                            failure ->
                                    assertThat(FileFault.reason(failure))
                                            .isEqualTo("No space left on device"));
        }
    }
}
