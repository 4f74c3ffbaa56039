package io.github.lanewise.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NotesTest {
    @TempDir private Path folder = Path.of("");

    @AfterEach
    void forget() {
        System.clearProperty(Notes.PROPERTY);
    }

    @Test
    void lastAndLargestCount() {
        Path file = folder.resolve("notes");
        System.setProperty(Notes.PROPERTY, file.toString());
        Notes.add("implementation", "direct\nfast");
        Notes.largest("error", 2e-7);
        Notes.largest("error", 1e-9);
        Notes.add("implementation", "direct");
        assertThat(Notes.read(file))
                .isEqualTo(Map.of("implementation", "direct", "error", "2.0E-7"));
    }

    @Test
    void nothingIsSaidWithoutAFile() {
        Notes.add("implementation", "direct");
        assertThat(Notes.read(folder.resolve("none"))).isEmpty();
    }
}
