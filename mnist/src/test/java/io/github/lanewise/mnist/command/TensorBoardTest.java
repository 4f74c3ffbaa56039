package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TensorBoardTest {
    @TempDir private Path folder;

    private Outcome train(Path events) throws IOException {
        Path data = DigitFolder.write(folder.resolve("data"), 100, 20);
        return Program.run(
                "train",
                "--data",
                data.toString(),
                "--epochs",
                "1",
                "--threads",
                "1",
                "--tensorboard",
                events.toString());
    }

    @Test
    void eachRunAddsAFile() throws IOException {
        Path events = folder.resolve("runs/events");
        assertThat(train(events).status()).isZero();
        assertThat(train(events).status()).isZero();
        try (Stream<Path> files = Files.list(events)) {
            List<Path> written = files.toList();
            assertThat(written).hasSize(2);
            // 40 bytes are the first event, and more than 150 each epoch.
            assertThat(written).allSatisfy(file -> assertThat(Files.size(file)).isGreaterThan(190));
        }
    }

    @Test
    void aFolderThatIsNoneIsRefusedBeforeTraining() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        Outcome outcome = train(file);
        assertThat(outcome.status()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines())
                .containsExactly(
                        "--tensorboard %s cannot be used: %s is not a folder; name another folder."
                                .formatted(file, file));
        assertThat(train(Path.of("")).status()).isEqualTo(ExitStatus.USAGE);
        assertThat(file).hasContent("mine");
    }
}
