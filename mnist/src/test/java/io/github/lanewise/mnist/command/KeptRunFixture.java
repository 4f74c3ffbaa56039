package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are kept in a folder: five steps in each of three epochs. */
abstract class KeptRunFixture {
    static final Outcome QUIET = new Outcome(0, "", "");

    @TempDir Path folder;
    Path data = Path.of("");
    Path run = Path.of("");

    @BeforeEach
    void writeDigits() throws IOException {
        data = DigitFolder.write(folder.resolve("data"), 150, 40);
        run = folder.resolve("runs").resolve("a");
    }

    Outcome begin(String... more) {
        return train(List.of("--data=" + data, "--epochs=3", "--batch=30", "--quiet"), more);
    }

    Outcome resume(String... more) {
        return train(List.of("--resume", "--quiet"), more);
    }

    Outcome train(List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--run=" + run));
        arguments.addAll(options);
        arguments.addAll(Arrays.asList(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    List<String> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("checkpoint-"))
                    .sorted()
                    .toList();
        }
    }
}
