package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Data files that change under a run, which holds in memory what it has read. */
class ChangedDataTest extends KeptRunFixture {
    @Test
    @Timeout(120)
    void aRunEndsWithTheDataThatItReadAndGoesOnWithNoOther()
            throws IOException, InterruptedException {
        Path whole = run.resolveSibling("whole");
        run = whole;
        assertThat(begin()).isEqualTo(QUIET);
        run = run.resolveSibling("a");
        Path images = data.resolve("train-images-idx3-ubyte");
        byte[] old = Files.readAllBytes(images);
        Path err = folder.resolve("err");
        Process process =
                ChildJvm.start(
                        err,
                        List.of(
                                "train",
                                "--run=" + run,
                                "--data=" + data,
                                "--epochs=3",
                                "--batch=30",
                                "--quiet"));
        while (process.isAlive() && !Files.exists(run.resolve("run.json"))) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        Files.write(images, new byte[9]);
        assertThat(ChildJvm.end(process, err)).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors")))
                .isEqualTo(Files.readAllBytes(whole.resolve("weights.safetensors")));
        assertThat(digest(run)).isEqualTo(digest(whole));
        refused(images, old);
    }

    private void refused(Path images, byte[] old) throws IOException {
        byte[] other = old.clone();
        other[other.length - 400] ^= 1;
        Files.write(images, other);
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        Outcome outcome = resume();
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err())
                .startsWith("The data is not that of the run in " + run + ": its digest is ")
                .endsWith("; name the data with --data.\n")
                .hasLineCount(1);
        assertThat(Files.readAllBytes(run.resolve("metrics.jsonl"))).isEqualTo(metrics);
        Files.write(images, old);
        assertThat(resume()).isEqualTo(QUIET);
    }

    private static String digest(Path run) throws IOException {
        return Files.readString(run.resolve("run.json"))
                .replaceAll("(?s).*\"data_digest\":\"([0-9a-f]{64})\".*", "$1");
    }
}
