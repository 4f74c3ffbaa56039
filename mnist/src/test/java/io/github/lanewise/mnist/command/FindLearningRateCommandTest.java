package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindLearningRateCommandTest {
    private static final String NAME = "find-learning-rate";

    @TempDir private Path folder;
    private Path data = Path.of("");

    @BeforeEach
    void writeDigits() throws IOException {
        data = DigitFolder.write(folder.resolve("data"), 150, 40);
    }

    private Outcome find(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of(NAME, "--data=" + data, "--batch=30", "--steps=100"));
        arguments.addAll(Arrays.asList(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void printsATableAndASuggestion() {
        Outcome outcome = find("--from=0.001");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        List<String> lines = outcome.lines();
        assertThat(lines.get(0)).startsWith("Data from " + data);
        assertThat(lines.get(1))
                .startsWith("lenet5 on ")
                .contains("sgd, batch 30, seed 1,")
                .endsWith("; up to 100 steps from 0.0010 to 10");
        assertThat(lines.get(2)).isEqualTo("learning rate    loss  smoothed");
        assertThat(lines.get(3)).matches(" +0\\.0010 +\\d\\.\\d{4} +\\d\\.\\d{4}");
        assertThat(lines).hasSize(25);
        assertThat(lines.get(23)).matches("The smoothed loss is lowest at [\\d.]+ and has .*");
        assertThat(lines.get(24))
                .matches(
                        "Suggested: --learning-rate [\\d.]+ with --schedule one-cycle, [\\d.]+ with"
                                + " the others\\.");
    }

    @Test
    void writesAPageAndJson() throws IOException {
        Path page = folder.resolve("rates.html");
        Path json = folder.resolve("rates.json");
        Outcome outcome = find("--from=0.001", "--page=" + page, "--json=" + json, "--threads=3");
        assertThat(outcome.lines().subList(1, 25))
                .isEqualTo(find("--from=0.001", "--threads=1").lines().subList(1, 25));
        assertThat(Files.readString(page))
                .contains("<svg", "1e-2", "Suggested: --learning-rate ", "one-cycle")
                .doesNotContain("NaN");
        assertThat(Files.readString(json))
                .startsWith("{\"version\":")
                .contains("\"lowest\":", "\"one_cycle\":", "\"steps\":[{\"learning_rate\":0.001,")
                .endsWith("]}\n");
    }

    @Test
    void aFileForTrainIsGoodForItToo() throws IOException {
        Path weights = Files.writeString(folder.resolve("w"), "mine");
        Path config =
                Files.write(
                        folder.resolve("a.conf"),
                        List.of(
                                "preset = accurate",
                                "model = lenet5",
                                "optimizer = adam",
                                "nesterov = false",
                                "epochs = 9",
                                "learning-rate = 3",
                                "out = " + weights,
                                "run = " + folder.resolve("run")));
        Outcome outcome = find("--from=1e-4", "--config=" + config);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().get(1)).contains("lenet5 on ", ": adam, batch 30");
        assertThat(weights).hasContent("mine");
        assertThat(folder.resolve("run")).doesNotExist();
        Files.write(config, List.of("epoch = 9"));
        assertThat(find("--config=" + config).err())
                .startsWith(config + ", line 1: 'epoch' is no option of 'find-learning-rate'; ");
    }

    @Test
    void ratesAtWhichNothingIsLearnedAreTold() {
        Outcome outcome =
                Program.run(NAME, "--data=" + data, "--batch=150", "--from=1e-9", "--to=1e-8");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err())
                .startsWith(
                        "The loss falls at none of these learning rates; try others with --from and"
                                + " --to.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 0 | --from must be a number above 0, not 0.0.",
                "--from 10 | --from 10.0 is not below --to 10.0; choose a lower one.",
                "--steps 3 | --steps must be from 50 to 1000000, not 3.",
                "--batch 151 | --batch 151 is more than the 150 training images; choose a smaller"
                        + " one.",
                "--page x --json ./x | --page and --json name the same file; name two.",
                "--epochs 3 | '--epochs' is no option of this command; leave it out.",
            })
    void aBadOptionIsOneSentence(String options, String sentence) {
        List<String> arguments = new ArrayList<>(List.of(NAME, "--data", data.toString()));
        arguments.addAll(Arrays.asList(options.split(" ")));
        Outcome outcome = Program.run(arguments.toArray(String[]::new));
        assertThat(outcome.err().lines())
                .containsExactly(sentence, "Try 'lanewise find-learning-rate --help'.");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void theDataIsNotWrittenOver() {
        Path images = data.resolve("train-images-idx3-ubyte");
        assertThat(find("--json=" + images).err())
                .startsWith(
                        "--json %s is a file of the data set; name another file.\n"
                                .formatted(images));
    }
}
