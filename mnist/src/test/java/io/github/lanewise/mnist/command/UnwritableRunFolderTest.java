package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Run folders that cannot be written to, by processes that permissions bind; and two processes in
 * one folder.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such permissions")
class UnwritableRunFolderTest extends KeptRunFixture {
    private static final String ENDLESS = "--epochs=1000000";

    private Path err = Path.of("");

    @BeforeEach
    void nameFile() {
        err = folder.resolve("err");
    }

    @AfterEach
    void letTheFolderBeDeleted() {
        assertThat(run.toFile().setWritable(true)).isTrue();
    }

    private List<String> arguments(String epochs) {
        return List.of("train", "--run=" + run, "--data=" + data, epochs, "--batch=30", "--quiet");
    }

    /** Starts the program as a user whom permissions bind, which they do not do with root. */
    private Process startBound(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(ChildJvm.command(arguments));
        if (Files.isWritable(Path.of("/"))) {
            List<String> without =
                    List.of(
                            "setpriv",
                            "--bounding-set=-dac_override,-dac_read_search",
                            "--inh-caps=-dac_override,-dac_read_search");
            List<String> trial = new ArrayList<>(without);
            trial.add("true");
            assumeTrue(
                    ChildJvm.end(ChildJvm.launch(err, trial), err).status() == 0,
                    "root cannot give up its rights here");
            command.addAll(0, without);
        }
        return ChildJvm.launch(err, command);
    }

    private void awaitCheckpoint(Process process) throws IOException, InterruptedException {
        while (process.isAlive() && (!Files.exists(run) || checkpoints().isEmpty())) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    @Timeout(120)
    void aFolderThatIsWriteProtectedIsRefused() throws IOException, InterruptedException {
        Files.createDirectories(run);
        assertThat(run.toFile().setWritable(false)).isTrue();
        assertThat(ChildJvm.end(startBound(arguments("--epochs=1")), err))
                .isEqualTo(
                        new Outcome(
                                ExitStatus.OUTPUT,
                                "",
                                "The run folder %s is write-protected; name another with --run.\n"
                                        .formatted(run)));
        assertThat(run).isEmptyDirectory();
    }

    @Test
    @Timeout(120)
    void aFolderThatBecomesWriteProtectedEndsTheRunAndNoMore()
            throws IOException, InterruptedException {
        Process process = startBound(arguments(ENDLESS));
        Outcome outcome;
        try {
            awaitCheckpoint(process);
            assertThat(run.toFile().setWritable(false)).isTrue();
        } finally {
            outcome = ChildJvm.end(process, err);
        }
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err()).hasLineCount(1);
        assertThat(outcome.err())
                .contains(run + "/")
                .endsWith(": permission denied; mend that, then go on with --resume.\n");
        assertThat(checkpoints()).isNotEmpty();
        assertThat(run.toFile().list()).noneMatch(name -> name.endsWith("weights.safetensors"));
        assertThat(run.toFile().setWritable(true)).isTrue();
        goesOnFrom(checkpoints().getLast());
    }

    private void goesOnFrom(String checkpoint) throws IOException, InterruptedException {
        Process process = startBound(List.of("train", "--run=" + run, "--resume"));
        try {
            while (process.isAlive() && checkpoints().contains(checkpoint)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }

    @Test
    @Timeout(120)
    void aSecondProcessIsRefusedAndDisturbsNothing() throws IOException, InterruptedException {
        Process process = ChildJvm.start(err, arguments(ENDLESS));
        try {
            awaitCheckpoint(process);
            for (Outcome second : List.of(resume(), begin())) {
                assertThat(second)
                        .isEqualTo(
                                new Outcome(
                                        ExitStatus.RUN,
                                        "",
                                        "Another process uses the run folder %s; wait for its end, or name another folder with --run.\n"
                                                .formatted(run)));
            }
            Path newest = run.resolve(checkpoints().getLast());
            while (process.isAlive() && Files.exists(newest)) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
        } finally {
            process.destroyForcibly();
            process.waitFor();
        }
    }
}
