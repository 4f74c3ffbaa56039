package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a run folder is refused for. */
class RunFolderRefusalTest extends KeptRunFixture {
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
        byte[] metrics = Files.readAllBytes(run.resolve("metrics.jsonl"));
        Outcome outcome = resume("--keep=1");
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err())
                .isEqualTo(
                        "The checkpoint %s is of another run; take it out of the folder.\n"
                                .formatted(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(other);
        assertThat(Files.readAllBytes(run.resolve("metrics.jsonl"))).isEqualTo(metrics);
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

    /** Without run.json nobody knows what the checkpoints are of. */
    @Test
    void whatTheRunWouldWriteOverIsRefused() throws IOException {
        begin();
        Files.delete(run.resolve("run.json"));
        Outcome outcome = begin();
        assertThat(outcome.status()).isEqualTo(ExitStatus.RUN);
        assertThat(outcome.err())
                .contains(
                        " holds checkpoint-000000015.safetensors, which the run would write over;");
        run = Files.createDirectory(folder.resolve("page"));
        Files.writeString(run.resolve("report.html"), "mine");
        assertThat(begin().err()).contains(" holds report.html, which the run would write over;");
        assertThat(run.resolve("report.html")).hasContent("mine");
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Outcome outcome = Program.run("train", "--run=" + file, "--data=" + data);
        assertThat(outcome.status()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err())
                .isEqualTo(
                        "The run folder %s cannot be created: a file of this name is there already; name another with --run.\n"
                                .formatted(file));
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
