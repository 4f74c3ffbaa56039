package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.download.ScriptedServer;
import io.github.lanewise.mnist.download.ScriptedServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * There is no room for a file: one sentence, and nothing is lost. Where a small disk cannot be had
 * the shell limits the size of files, in units of 1024 bytes.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no such limit")
class FullDiskTest extends KeptRunFixture {
    private static final String TOO_LARGE = "File too large; mend that, then ";

    /** Runs the program in a JVM whose files have at most so many kilobytes. */
    private Outcome limited(int kilobytes, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of("bash", "-c", "ulimit -f " + kilobytes + "; exec \"$@\"", "bash"));
        command.addAll(ChildJvm.command(arguments));
        Path err = folder.resolve("err");
        return ChildJvm.end(ChildJvm.launch(err, command), err);
    }

    /** The run as it was when its first checkpoint had been written. */
    private byte[] afterTheFirstEpoch() throws IOException {
        assertThat(begin("--keep=3")).isEqualTo(QUIET);
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        for (String later :
                List.of(
                        "checkpoint-000000010.safetensors",
                        "checkpoint-000000015.safetensors",
                        "weights.safetensors",
                        "report.html")) {
            Files.delete(run.resolve(later));
        }
        return weights;
    }

    private void assertNothingHalfWritten() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, metrics.jsonl", "400, checkpoint-000000010.safetensors"})
    void theCheckpointBeforeStaysAndTheRunGoesOnFromIt(int kilobytes, String file)
            throws IOException, InterruptedException {
        byte[] weights = afterTheFirstEpoch();
        byte[] checkpoint = Files.readAllBytes(run.resolve("checkpoint-000000005.safetensors"));
        List<String> metrics = Files.readAllLines(run.resolve("metrics.jsonl"));
        Outcome outcome = limited(kilobytes, List.of("train", "--run=" + run, "--resume"));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err()).hasLineCount(1);
        assertThat(outcome.err())
                .matches(".*%s(:| cannot).*\n".formatted(run.resolve(file)))
                .endsWith(TOO_LARGE + "go on with --resume.\n");
        assertNothingHalfWritten();
        assertThat(checkpoints()).containsExactly("checkpoint-000000005.safetensors");
        assertThat(Files.readAllBytes(run.resolve("checkpoint-000000005.safetensors")))
                .isEqualTo(checkpoint);
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl")))
                .as("none is lost, or those of the epochs gone on from are there")
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(line -> line.endsWith("}"))
                .first()
                .asString()
                .startsWith(metrics.getFirst().substring(0, 40));
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(5);
    }

    @Test
    void aRunWithoutRoomForItsDescriptionHasNotBegun() throws IOException, InterruptedException {
        // The description names the folder, and so is longer than a kilobyte.
        data = Files.move(data, folder.resolve("d".repeat(250)));
        List<String> arguments =
                List.of("train", "--run=" + run, "--data=" + data, "--epochs=1", "--quiet");
        Outcome outcome = limited(1, arguments);
        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                ExitStatus.OUTPUT,
                                "",
                                "%s cannot be written: File too large; mend that, or name another folder with --run, then start again.\n"
                                        .formatted(run.resolve("run.json"))));
        assertThat(run.toFile().list()).containsExactly("run.lock");
        assertThat(Program.run(arguments.toArray(String[]::new))).isEqualTo(QUIET);
    }

    @Test
    void metricsEndWithAWholeLine() throws IOException, InterruptedException {
        Path metrics = folder.resolve("metrics");
        Outcome outcome =
                limited(
                        2,
                        List.of(
                                "train",
                                "--data=" + data,
                                "--epochs=1000000",
                                "--quiet",
                                "--metrics=" + metrics));
        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                ExitStatus.OUTPUT,
                                "",
                                "The metrics file %s cannot be written: %sstart again.\n"
                                        .formatted(metrics, TOO_LARGE)));
        assertThat(Files.size(metrics)).isBetween(1500L, 2048L);
        assertThat(Files.readString(metrics)).endsWith("}\n");
    }

    @Test
    void aTrainingIsNotFollowedByTensorBoardInSecret() throws IOException, InterruptedException {
        Path events = folder.resolve("events");
        Outcome outcome =
                limited(
                        1,
                        List.of(
                                "train",
                                "--data=" + data,
                                "--epochs=1000000",
                                "--quiet",
                                "--tensorboard=" + events));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err())
                .startsWith("The event file " + events)
                .endsWith(
                        "File too large; name another folder with --tensorboard, then start again.\n")
                .hasLineCount(1);
    }

    @Test
    void aFullDeviceIsToldAtTheFirstLine() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "this system has no /dev/full");
        Outcome outcome = Program.run("train", "--data=" + data, "--metrics=/dev/full", "--quiet");
        assertThat(outcome)
                .isEqualTo(
                        new Outcome(
                                ExitStatus.OUTPUT,
                                "",
                                "The metrics file /dev/full cannot be written: No space left on device; mend that, then start again.\n"));
    }

    @Test
    void anExplanationLeavesNoHalfPicture() throws IOException, InterruptedException {
        begin();
        Path out = folder.resolve("out");
        Outcome outcome =
                limited(
                        1,
                        List.of(
                                "explain",
                                "--weights=" + run.resolve("best.safetensors"),
                                "--data=" + data,
                                "--digits=3",
                                "--out=" + out));
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err())
                .startsWith(out.toString())
                .endsWith(" cannot be written: File too large; make room or name another folder.\n")
                .hasLineCount(1);
        assertNothingHalfWritten();
    }

    @Test
    void aDownloadKeepsWhatHasCome() throws IOException, InterruptedException {
        Path target = folder.resolve("files");
        try (ScriptedServer server =
                new ScriptedServer(_ -> Answer.whole(new byte[9_000_000], "ETag: \"one\""))) {
            Outcome outcome =
                    limited(
                            100,
                            List.of("download", "--data=" + target, "--mirror=" + server.folder()));
            Path part = target.resolve("train-images-idx3-ubyte.gz.part");
            assertThat(outcome)
                    .isEqualTo(
                            new Outcome(
                                    ExitStatus.OUTPUT,
                                    "",
                                    "%s cannot be written: File too large; mend that, or name another folder with --data, then start again.\n"
                                            .formatted(part)));
            assertThat(Files.size(part)).isEqualTo(100 * 1024);
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** A file system of its own that has room for one checkpoint, and then for more. */
    @Test
    void aSmallDiskIsEnoughOnceItIsLarger() throws IOException, InterruptedException {
        Path disk = Files.createDirectories(folder.resolve("disk"));
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        Process mount = ChildJvm.launch(err, onADisk(disk, "true"));
        assumeFalse(ChildJvm.end(mount, err).status() != 0, "this user may mount nothing");
        run = disk.resolve("a");
        List<String> options = new ArrayList<>(List.of("train", "--quiet", "--run=" + run));
        options.addAll(List.of("--data=" + data, "--epochs=3", "--batch=30"));
        String script =
                """
                %s && exit 99
                echo "status $?" >&2
                ls %s >&2
                mount -o remount,size=8m %s
                %s && cp %s %s
                """
                        .formatted(
                                quoted(ChildJvm.command(options)),
                                run,
                                disk,
                                quoted(
                                        ChildJvm.command(
                                                List.of(
                                                        "train",
                                                        "--quiet",
                                                        "--resume",
                                                        "--run=" + run))),
                                run.resolve("weights.safetensors"),
                                out);
        Outcome outcome = ChildJvm.end(ChildJvm.launch(err, onADisk(disk, script)), err);
        assertThat(outcome.err().lines())
                .hasSize(8)
                .first()
                .asString()
                .startsWith(run.toString())
                .endsWith(
                        "cannot write the file: No space left on device; mend that, then go on with --resume.");
        assertThat(outcome.err().lines().skip(1))
                .containsExactly(
                        "status 5",
                        "best.safetensors",
                        "checkpoint-000000005.safetensors",
                        "metrics.jsonl",
                        "options.conf",
                        "run.json",
                        "run.lock");
        assertThat(outcome.status()).isZero();
        run = folder.resolve("whole");
        assertThat(begin()).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(out))
                .isEqualTo(Files.readAllBytes(run.resolve("weights.safetensors")));
    }

    private static List<String> onADisk(Path disk, String script) {
        String mount = "mount -t tmpfs -o size=1100k none " + disk + " || exit 98\n";
        return List.of(
                "unshare", "--user", "--map-root-user", "--mount", "bash", "-c", mount + script);
    }

    private static String quoted(List<String> command) {
        return "'" + String.join("' '", command) + "'";
    }
}
