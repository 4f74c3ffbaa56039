package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.data.FileStates.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStatesTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir private Path folder;
    private Path images;
    private Path missing;

    @BeforeEach
    void writeFiles() throws IOException {
        images = Files.writeString(folder.resolve("images"), "images");
        Files.setLastModifiedTime(images, LONG_AGO);
        missing = folder.resolve("images.gz");
    }

    private String read(Reading<String> reading) throws DataException {
        return FileStates.unchanged(List.of(images, missing), reading);
    }

    private void change(String how) {
        try {
            switch (how) {
                case "cut" -> Files.writeString(images, "ima");
                case "write over" -> Files.writeString(images, "IMAGES");
                case "delete" -> Files.delete(images);
                case "replace" -> {
                    Path other = Files.writeString(folder.resolve("other"), "others");
                    Files.setLastModifiedTime(other, LONG_AGO);
                    Files.move(other, images, StandardCopyOption.REPLACE_EXISTING);
                }
                default -> Files.writeString(missing, "come");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataException truncated() {
        return new DataException("images is truncated; download or copy it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "write over", "delete", "replace", "come"})
    void aChangeWhileReadingIsOneSentence(String how) {
        UnaryOperator<String> changing =
                content -> {
                    change(how);
                    return content;
                };
        String sentence =
                (how.equals("come") ? missing : images)
                        + " changed while the data was read; wait until nothing writes it, then start again";
        assertThatThrownBy(() -> read(() -> changing.apply("content")))
                .isInstanceOf(DataException.class)
                .hasMessage(sentence);
    }

    @Test
    void aFileThatIsBeingWrittenIsNotCalledTruncated() {
        Reading<String> torn =
                () -> {
                    change("cut");
                    throw truncated();
                };
        assertThatThrownBy(() -> read(torn)).hasMessageStartingWith(images + " changed while");
    }

    @Test
    void aFileThatStaysIsReadOrFaulty() throws DataException {
        assertThat(read(() -> "content")).isEqualTo("content");
        Reading<String> faulty =
                () -> {
                    throw truncated();
                };
        assertThatThrownBy(() -> read(faulty)).hasMessage(truncated().getMessage());
    }
}
