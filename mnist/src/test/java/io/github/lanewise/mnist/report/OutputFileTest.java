package io.github.lanewise.mnist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir private Path folder;

    @Test
    void leavesNothingBehind() throws IOException {
        OutputFile.requireWritable(folder.resolve("new"), "--x");
        OutputFile.requireReplaceable(folder.resolve("new"), "--x");
        Path old = Files.writeString(folder.resolve("old"), "content");
        OutputFile.requireWritable(old, "--x");
        OutputFile.requireReplaceable(old, "--x");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(old);
        }
        assertThat(old).hasContent("content");
    }

    @Test
    void takesAFileInTheWorkingFolder() {
        OutputFile.requireReplaceable(Path.of("a-name-that-no-file-has"), "--x");
    }

    @Test
    void aDeviceCanBeWrittenButNotReplaced() {
        Path device = Path.of("/dev/null");
        assumeFalse(Files.notExists(device), "this system has no /dev/null");
        OutputFile.requireWritable(device, "--x");
        assertThatThrownBy(() -> OutputFile.requireReplaceable(device, "--x"))
                .isInstanceOf(OutputException.class)
                .hasMessage(
                        "--x /dev/null cannot be written: it is a device; name an ordinary file.");
    }

    @Test
    void refusesAWriteProtectedFolder() {
        assertThat(folder.toFile().setWritable(false)).isTrue();
        assumeFalse(Files.isWritable(folder), "this user may write everywhere");
        assertThatThrownBy(() -> OutputFile.requireWritable(folder.resolve("new"), "--x"))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the folder " + folder + " is write-protected");
    }
}
