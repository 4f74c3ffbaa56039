package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigTest extends KeptRunFixture {
    private Path config(String... lines) throws IOException {
        return Files.write(folder.resolve("my.conf"), List.of(lines));
    }

    private String options() throws IOException {
        return Files.readString(run.resolve("options.conf"));
    }

    @Test
    void aFileGivesOptionsAndTheCommandLineGoesBefore() throws IOException {
        Path file =
                config(
                        "data = " + data,
                        "run = " + run,
                        "epochs = 3",
                        "batch = 50 # images",
                        "nesterov = true",
                        "quiet = true");
        assertThat(Program.run("train", "--config=" + file, "--epochs=1", "--nesterov=false"))
                .isEqualTo(QUIET);
        assertThat(options().lines())
                .containsExactlyInAnyOrder(
                        "epochs = 1", "nesterov = false", "data = " + data, "batch = 50");
        assertThat(Files.readString(run.resolve("run.json")))
                .contains("\"--batch\":\"50\"", "\"epochs\":1,\"batch\":50")
                .doesNotContain("--config");
    }

    @Test
    void theOptionsOfARunAreAFileThatRepeatsIt() throws IOException {
        Path out = folder.resolve("out.safetensors");
        begin("--shift=1.5", "--optimizer=adam", "--out=" + out);
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Path options = run.resolve("options.conf");
        Files.writeString(out, "mine");
        run = folder.resolve("b");
        assertThat(train(List.of("--quiet"), "--config=" + options)).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
        assertThat(out).hasContent("mine");
    }

    @Test
    void theFileIsNotWrittenOver() throws IOException {
        Path file = config("data = " + data, "epochs = 1");
        String text = Files.readString(file);
        for (String option : List.of("--out=", "--metrics=")) {
            Outcome outcome = Program.run("train", "--config=" + file, option + file);
            assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(outcome.err())
                    .startsWith(option.replace("=", " ") + file + " is the file that --config");
        }
        for (String option : List.of("--page=", "--json=")) {
            Outcome outcome = Program.run("find-learning-rate", "--config=" + file, option + file);
            assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        }
        assertThat(file).hasContent(text);
    }

    @Test
    void aResumedRunNeedsNoFileAndMayHaveTheSame() throws IOException {
        Path file = config("data = " + data, "epochs = 2", "batch = 30", "shift = 2", "keep = 3");
        assertThat(train(List.of("--quiet"), "--config=" + file)).isEqualTo(QUIET);
        byte[] weights = Files.readAllBytes(run.resolve("weights.safetensors"));
        Files.delete(run.resolve("checkpoint-000000010.safetensors"));
        assertThat(resume("--config=" + file)).isEqualTo(QUIET);
        Files.delete(file);
        Files.delete(run.resolve("checkpoint-000000010.safetensors"));
        assertThat(resume()).isEqualTo(QUIET);
        assertThat(Files.readAllBytes(run.resolve("weights.safetensors"))).isEqualTo(weights);
    }

    @Test
    void aFileThatContradictsTheRunIsTold() throws IOException {
        begin();
        Path file = config("epochs = 3", "batch = 31");
        assertThat(resume("--config=" + file).err().lines().toList().getFirst())
                .isEqualTo(
                        "--batch 31 contradicts the run, which was begun with --batch 30; leave it"
                                + " out (--batch is from %s, line 2).".formatted(file));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch = 3 | 'epoch' is no option of 'train'; did you mean epochs?",
                "learning_rate = 1 | 'learning_rate' is no option of 'train'; did you mean"
                        + " learning-rate?",
                "xyz = 1 | 'xyz' is no option of 'train'; remove it.",
                "epochs = many | Invalid value for option '--epochs': 'many' is no whole number,"
                        + " such as 5.",
                "nesterov = maybe | Invalid value for option '--nesterov': 'maybe' is not a"
                        + " boolean.",
                "resume = true | 'resume' belongs on the command line; remove it.",
                "config = x | 'config' belongs on the command line; remove it.",
                "help = true | 'help' belongs on the command line; remove it.",
                "preset = fats | 'fats' is no preset; name one of fast, accurate.",
            })
    void aWrongOptionIsToldWithFileAndLine(String line, String sentence) throws IOException {
        Path file = config("# mine", line);
        Outcome outcome = Program.run("train", "--config", file.toString());
        assertThat(outcome.err().lines())
                .containsExactly(file + ", line 2: " + sentence, "Try 'lanewise train --help'.");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
    }

    /** A binary file by mistake must not ring the bell of the terminal. */
    @Test
    void whatCannotBePrintedIsShownByItsNumber() throws IOException {
        Path file = config("\u0007ep = 3");
        assertThat(Program.run("train", "--config", file.toString()).err())
                .startsWith(file + ", line 1: '\\u0007ep' is no option of 'train'; ");
        config("batch = \u001b[1m");
        assertThat(Program.run("train", "--config", file.toString()).err())
                .contains("line 1: ", "'\\u001b[1m' is no whole number");
    }

    @Test
    void whatIsOutOfRangeNamesItsLine() throws IOException {
        Path file = config("batch = 3", "epochs = 0");
        assertThat(Program.run("train", "--config", file.toString()).err())
                .startsWith(
                        "--epochs must be at least 1, not 0 (--epochs is from %s, line 2).\n"
                                .formatted(file));
        assertThat(Program.run("train", "--config", file.toString(), "--epochs=-1").err())
                .startsWith("--epochs must be at least 1, not -1.\n");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Outcome outcome = Program.run("train", "--config", "/no/such.conf");
        assertThat(outcome.err())
                .startsWith(
                        "/no/such.conf cannot be read: there is no such file; name a file of"
                                + " options.\n");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(Program.run("train", "--config", "").err())
                .startsWith("--config is empty; name a file or folder.");
    }

    @Test
    void whatIsEmptyOnTheCommandLineStaysSo() throws IOException {
        Path file = config("batch = 3", "data = " + data);
        assertThat(Program.run("train", "--config", file.toString(), "--data", "").err())
                .startsWith("--data is empty; name a file or folder.");
    }

    @Test
    void theFileGoesBeforeThePreset() throws IOException {
        Path file = config("preset = accurate", "model = lenet5", "epochs = 2", "data = " + data);
        assertThat(train(List.of("--quiet", "--epochs=1"), "--config=" + file)).isEqualTo(QUIET);
        assertThat(options())
                .contains("model = lenet5\n", "epochs = 1\n", "shift = ")
                .doesNotContain("preset");
    }

    @Test
    void thePresetOfTheCommandLineGoesBeforeThatOfTheFile() throws IOException {
        Path file = config("preset = accurate", "data = " + data);
        assertThat(train(List.of("--quiet", "--preset=fast"), "--config=" + file)).isEqualTo(QUIET);
        assertThat(options()).contains("model = lenet5\n").doesNotContain("shift");
    }
}
