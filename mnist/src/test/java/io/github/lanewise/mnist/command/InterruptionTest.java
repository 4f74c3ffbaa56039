package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that a signal ends, in a JVM of its own. */
class InterruptionTest {
    private static final int TERMINATED = 128 + 15;

    @TempDir private Path folder;

    @Test
    @Timeout(120)
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such signals")
    void aSignalEndsTheRunWithASentenceAndNoWeights() throws IOException, InterruptedException {
        Path data = DigitFolder.write(folder.resolve("data"), 300, 50);
        Path metrics = folder.resolve("metrics");
        Path weights = folder.resolve("weights");
        Path err = folder.resolve("err");
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "train",
                                "--epochs=1000000",
                                "--threads=1",
                                "--quiet",
                                "--data=" + data,
                                "--metrics=" + metrics,
                                "--out=" + weights)
                        .redirectError(err.toFile())
                        .start();
        try {
            while (run.isAlive() && (!Files.exists(metrics) || Files.size(metrics) == 0)) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            run.destroy();
            assertThat(run.waitFor()).as(Files.readString(err)).isEqualTo(TERMINATED);
        } finally {
            run.destroyForcibly();
        }
        assertThat(Files.readString(err))
                .endsWith("Stopped before the end of the run; no weights were written.\n");
        assertThat(weights).doesNotExist();
        assertThat(Files.readAllLines(metrics).getLast()).endsWith("}");
    }
}
