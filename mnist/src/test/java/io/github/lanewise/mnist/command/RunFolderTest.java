package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.run.RunFile;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest extends KeptRunFixture {
    @Test
    void goesOnWithTheDataThatNoOptionNamed() throws IOException {
        Map<String, String> environment = Map.of("LANEWISE_DATA", data.toString());
        String[] options = {"--run=" + run, "--epochs=2", "--batch=30", "--quiet"};
        assertThat(Program.run(environment, with("train", options))).isEqualTo(QUIET);
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.delete(run.resolve("weights.safetensors"));
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
    }

    private static String[] with(String command, String... options) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new);
    }

    @Test
    void drawnDigitsAreNamedInTheOptions() {
        RunFile found = new RunFile(Map.of("--epochs", "2"), Map.of("data_source", "drawn"));
        assertThat(found.beginning())
                .containsOnly(Map.entry("--epochs", "2"), Map.entry("--data", "drawn"));
        RunFile named =
                new RunFile(
                        Map.of("--data", "/mine"),
                        Map.of("data_source", "option", "data_folder", "/mine"));
        assertThat(named.beginning()).containsOnly(Map.entry("--data", "/mine"));
    }

    @Test
    void holdsWhatThePageOnTrainingSays() throws IOException {
        Files.createDirectories(run);
        Path ofAnother = Files.write(run.resolve(".lanewise-9.tmp"), new byte[9]);
        assertThat(begin("--nesterov")).isEqualTo(QUIET);
        assertThat(ofAnother).exists();
        Files.delete(ofAnother);
        assertThat(run.toFile().list())
                .containsExactlyInAnyOrder(
                        "run.json",
                        "options.conf",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--optimizer=adam --shift=1.5",
                "--average=0.5 --label-smoothing=0.1 --clip-norm=2",
                "--validation=0.2 --best --average=0.3",
            })
    void aRunGoesOnFromEachOfItsCheckpoints(String options) throws IOException {
        begin(("--keep=100 --checkpoint-every=1 " + options).split(" "));
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        byte[] best = Files.readAllBytes(run.resolve("best.safetensors"));
        int all = checkpoints().size();
        assertThat(all).isGreaterThan(10);
        for (int last = all - 1; last >= 0; last -= 2) {
            for (String checkpoint : checkpoints().subList(last, checkpoints().size())) {
                Files.delete(run.resolve(checkpoint));
            }
            Files.delete(run.resolve("weights.safetensors"));
            assertThat(resume("--threads=3", "--tensorboard=" + folder.resolve("t")))
                    .isEqualTo(QUIET);
            assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
            assertThat(Files.readAllBytes(run.resolve("best.safetensors"))).isEqualTo(best);
            assertThat(Files.readAllLines(run.resolve("metrics.jsonl"))).hasSize(5);
        }
        assertThat(WeightsFile.metadata(run.resolve("weights.safetensors")))
                .containsEntry("model", "lenet5");
    }

    @Test
    void aProcessThatEndedBeforeItHadWrittenTheOptionsIsMadeGood() throws IOException {
        begin("--nesterov", "--learning-rate=0.02");
        byte[] options = Files.readAllBytes(run.resolve("options.conf"));
        Files.delete(run.resolve("options.conf"));
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("options.conf"))).isEqualTo(options);
    }

    @Test
    void onlyWhatTheProcessBeforeLeftIsDeleted() throws IOException {
        begin();
        Files.writeString(run.resolve("run.lock"), "0123456789abcdef");
        Path left = Files.write(run.resolve(".lanewise-0123456789abcdef-1.tmp"), new byte[9]);
        Path report = Files.write(run.resolve(".lanewise-fedcba9876543210-1.tmp"), new byte[9]);
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(left).doesNotExist();
        assertThat(report).exists();
        assertThat(Files.readString(run.resolve("run.lock"))).isEqualTo(AtomicFile.process());
        Files.writeString(run.resolve("run.lock"), "*");
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(report).exists();
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
}
