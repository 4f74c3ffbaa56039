package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.run.RunFolder;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir private Path folder;
    private Path data;
    private Path run;

    /** Five steps in each of three epochs. */
    @BeforeEach
    void writeDigits() throws IOException {
        data = DigitFolder.write(folder.resolve("data"), 150, 40);
        run = folder.resolve("runs").resolve("a");
    }

    private Outcome begin(String... more) {
        return train(List.of("--data=" + data, "--epochs=3", "--batch=30", "--quiet"), more);
    }

    private Outcome resume(String... more) {
        return train(List.of("--resume", "--quiet"), more);
    }

    private Outcome train(List<String> options, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--run=" + run));
        arguments.addAll(options);
        arguments.addAll(Arrays.asList(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private List<String> checkpoints() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("checkpoint-"))
                    .sorted()
                    .toList();
        }
    }

    private static final Outcome QUIET = new Outcome(0, "", "");

    @Test
    void holdsWhatThePageOnTrainingSays() throws IOException {
        assertThat(begin("--nesterov")).isEqualTo(QUIET);
        assertThat(run.toFile().list())
                .containsExactlyInAnyOrder(
                        "run.json",
                        "run.lock",
                        "metrics.jsonl",
                        "best.safetensors",
                        "weights.safetensors",
                        "report.html",
                        "checkpoint-000000010.safetensors",
                        "checkpoint-000000015.safetensors");
        assertThat(Files.readString(run.resolve("run.json")))
                .startsWith(
                        "{\"format\":\"lanewise-run-1\",\"options\":{\"--data\":\""
                                + data
                                + "\",\"--epochs\":\"3\",\"--batch\":\"30\",\"--nesterov\":\"true\"}")
                .contains("\"seed\":1,", "\"data_digest\":\"", "\"commit\":\"", "\"lanes\":");
        assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(5);
        assertThat(Files.readString(run.resolve("report.html")))
                .contains("best.safetensors on the ", "options.--nesterov", "<svg")
                .doesNotContain("This part is missing", "has not come to its end");
        assertThat(
                        Program.run(
                                        "eval",
                                        "--weights=" + run.resolve("best.safetensors"),
                                        "--data=" + data)
                                .status())
                .isZero();
    }

    @Test
    void keepSaysHowManyCheckpointsStay() throws IOException {
        assertThat(begin("--keep=3", "--checkpoint-every=2")).isEqualTo(QUIET);
        assertThat(checkpoints())
                .containsExactly(
                        "checkpoint-000000012.safetensors",
                        "checkpoint-000000014.safetensors",
                        "checkpoint-000000015.safetensors");
    }

    @Test
    void aRunGoesOnFromEachOfItsCheckpoints() throws IOException {
        begin("--keep=100", "--checkpoint-every=1", "--optimizer=adam", "--shift=1.5");
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        byte[] best = Files.readAllBytes(run.resolve("best.safetensors"));
        assertThat(checkpoints()).hasSize(15);
        for (int last = 14; last >= 0; last -= 2) {
            for (String checkpoint : checkpoints().subList(last, checkpoints().size())) {
                Files.delete(run.resolve(checkpoint));
            }
            Files.delete(run.resolve("weights.safetensors"));
            Files.write(run.resolve(".lanewise-0123.tmp"), new byte[9]);
            assertThat(resume("--threads=3", "--tensorboard=" + folder.resolve("t")))
                    .isEqualTo(QUIET);
            assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
            assertThat(Files.readAllBytes(run.resolve("best.safetensors"))).isEqualTo(best);
            assertThat(run.resolve(".lanewise-0123.tmp")).doesNotExist();
            assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(5);
        }
        assertThat(WeightsFile.metadata(run.resolve("weights.safetensors")))
                .containsEntry("model", "lenet5");
    }

    @Test
    void aDamagedCheckpointIsToldAndTheOneBeforeIsTaken() throws IOException {
        begin();
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Path newest = run.resolve("checkpoint-000000015.safetensors");
        byte[] bytes = Files.readAllBytes(newest);
        byte[] flipped = bytes.clone();
        flipped[bytes.length - 5] ^= 1;
        for (byte[] damaged :
                List.of(Arrays.copyOf(bytes, bytes.length - 7), flipped, new byte[0])) {
            Files.write(newest, damaged);
            Outcome outcome = resume();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.err().lines()).hasSize(1);
            assertThat(outcome.err())
                    .startsWith("The checkpoint " + run)
                    .endsWith("; taking the one before.\n");
            assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
            assertThat(Files.size(newest)).isGreaterThan(bytes.length / 2);
        }
    }

    @Test
    void withoutAnyCheckpointThatCanBeReadItBeginsAnew() throws IOException {
        begin("--keep=1");
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.write(run.resolve("checkpoint-000000015.safetensors"), new byte[3]);
        Outcome outcome = resume("--keep=1");
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .startsWith("The checkpoint " + run)
                .endsWith("; beginning anew.\n");
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
    }

    @Test
    void aCheckpointOfAnotherRunIsRefusedAndStays() throws IOException {
        begin("--keep=1", "--seed=2");
        Path file = run.resolve("checkpoint-000000015.safetensors");
        byte[] other = Files.readAllBytes(file);
        try (Stream<Path> files = Files.list(run)) {
            for (Path old : files.toList()) {
                Files.delete(old);
            }
        }
        begin("--keep=1");
        Files.write(file, other);
        Outcome outcome = resume("--keep=1");
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err())
                .isEqualTo(
                        "The checkpoint %s is of another run; take it out of the folder.\n"
                                .formatted(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(other);
    }

    @Test
    void aCutDescriptionIsToldAsSuch() throws IOException {
        begin();
        Path description = run.resolve("run.json");
        String text = Files.readString(description);
        Files.writeString(description, text.substring(0, text.length() / 2));
        Outcome outcome = resume();
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err()).contains("run.json cannot be read: it is no JSON");
    }

    @Test
    void filesThatAreThereAreNotWrittenOver() throws IOException {
        Files.createDirectories(run);
        Path file = Files.write(run.resolve("weights.safetensors"), new byte[3]);
        Outcome outcome = begin();
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err()).contains("holds weights.safetensors");
        assertThat(Files.size(file)).isEqualTo(3);
        Outcome inside = begin("--out=" + run.resolve("other.safetensors"));
        assertThat(inside.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(inside.err()).contains("is in the run folder");
    }

    @Test
    void otherDataIsRefused() throws IOException {
        begin();
        Path other = DigitFolder.write(folder.resolve("other"), 149, 40);
        Outcome outcome = resume("--data=" + other);
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err())
                .startsWith("The data is not that of the run in " + run)
                .endsWith("…; name the data with --data.\n")
                .hasLineCount(1);
        Path moved = Files.move(data, folder.resolve("moved"));
        assertThat(resume("--data=" + moved)).isEqualTo(QUIET);
    }

    @Test
    void optionsThatContradictTheRunAreRefused() {
        begin("--learning-rate=0.02");
        assertThat(resume("--epochs=3", "--seed=1", "--learning-rate=2e-2")).isEqualTo(QUIET);
        refused("--shift=1", "--shift 1 contradicts the run, which was begun with the default;");
        refused("--epochs=4", "--epochs 4 contradicts the run, which was begun with --epochs 3;");
        refused(
                "--nesterov",
                "--nesterov true contradicts the run, which was begun with the default;");
        refused(
                "--model=vgg28",
                "--model vgg28 contradicts the run, which was begun with the default;");
    }

    @Test
    void anotherBuildAndOtherLanesAreTold() throws IOException {
        begin();
        Path file = run.resolve("run.json");
        String text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"commit\":\"[^\"]*", "\"commit\":\"0123"));
        assertThat(resume().err())
                .startsWith("The run in " + run + " was begun by Lanewise of commit 0123, and")
                .hasLineCount(1);
        Files.writeString(file, text.replaceFirst("\"lanes\":\\d+", "\"lanes\":2"));
        Outcome outcome = resume();
        assertThat(outcome.status()).isEqualTo(ExitStatus.MACHINE);
        assertThat(outcome.err())
                .startsWith("The run in " + run + " has 2 lanes, but here are ")
                .hasLineCount(1);
    }

    private void refused(String option, String sentence) {
        Outcome outcome = resume(option);
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err().lines().findFirst()).hasValue(sentence + " leave it out.");
    }

    @Test
    void aFolderInUseIsRefused() {
        begin();
        try (RunFolder folderInUse = RunFolder.resume(run)) {
            assertThat(folderInUse.path()).isEqualTo(run);
            assertThat(resume())
                    .isEqualTo(
                            new Outcome(
                                    ExitStatus.RUN,
                                    "",
                                    "Another process uses the run folder %s; wait for its end, or name another folder with --run.\n"
                                            .formatted(run)));
        }
        assertThat(resume()).isEqualTo(QUIET);
    }

    @Test
    void aFolderWithARunIsOnlyUsedToResume() throws IOException {
        assertThat(resume().err()).startsWith("The folder " + run + " holds no run to go on with;");
        assertThat(run).doesNotExist();
        begin();
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        Outcome outcome = begin();
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err())
                .isEqualTo(
                        "The folder %s already holds a run; add --resume to go on with it, or name another folder with --run.\n"
                                .formatted(run));
        assertThat(Files.readAllBytes(run.resolve("metrics.jsonl"))).isEqualTo(metrics);
        Files.writeString(run.resolve("run.json"), "{\"format\":");
        assertThat(resume().status()).isEqualTo(ExitStatus.RUN);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Outcome outcome = Program.run("train", "--run=" + file, "--data=" + data);
        assertThat(outcome.status()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err()).startsWith("The run folder " + file + " cannot be created: ");
        Files.createDirectories(run);
        assumeFalse(!run.toFile().setWritable(false) || Files.isWritable(run), "root may write");
        try {
            assertThat(begin())
                    .isEqualTo(
                            new Outcome(
                                    ExitStatus.OUTPUT,
                                    "",
                                    "The run folder %s is write-protected; name another with --run.\n"
                                            .formatted(run)));
        } finally {
            assertThat(run.toFile().setWritable(true)).isTrue();
        }
    }

    @Test
    void optionsWithoutAFolderAreRefused() {
        for (String option : List.of("--resume", "--keep=3", "--checkpoint-every=3")) {
            Outcome outcome = Program.run("train", option);
            assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(outcome.err())
                    .startsWith(
                            option.replaceFirst("=.*", "")
                                    + " has no effect without --run; name the folder of the run.\n");
        }
        assertThat(begin("--metrics=" + folder.resolve("m")).err())
                .startsWith("--metrics has no effect with --run,");
        assertThat(begin("--keep=0").err()).startsWith("--keep must be at least 1, not 0.");
        assertThat(run).doesNotExist();
    }
}
