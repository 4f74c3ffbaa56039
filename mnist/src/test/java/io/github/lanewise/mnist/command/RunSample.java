package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The folder of a short run on few digits. */
final class RunSample {
    private RunSample() {}

    static Path train(Path run, Path data, String... more) throws IOException {
        Files.createDirectories(run);
        List<String> arguments =
                new ArrayList<>(List.of("train", "--quiet", "--data", data.toString()));
        arguments.addAll(List.of("--metrics", run.resolve("metrics.jsonl").toString()));
        arguments.addAll(List.of("--out", run.resolve("weights.safetensors").toString()));
        arguments.addAll(List.of(more));
        assertThat(Program.run(arguments.toArray(String[]::new)).status()).isZero();
        return run;
    }
}
