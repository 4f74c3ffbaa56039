package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.settings.Preset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresetTest {
    /** Tests run in the folder of their module. */
    private static final Path RESOURCES =
            Path.of("src", "main", "resources", "io", "github", "lanewise", "mnist", "settings");

    @Test
    void eachFileIsAPreset() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Preset.names().stream().map(name -> name + ".conf").toList());
        }
    }

    /** Options that are wrong would be told before the folder that does not exist. */
    @ParameterizedTest
    @ValueSource(strings = {"fast", "accurate"})
    void eachHasOptionsThatTrainTakes(String name) {
        Outcome outcome = Program.run("train", "--preset", name, "--data", "/no/folder");
        assertThat(outcome.err()).startsWith("The data folder /no/folder");
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
    }

    @Test
    void theManualTellsWhatEachIsFor() throws IOException {
        String manual = Files.readString(Path.of("..", "docs", "options.md"));
        assertThat(Preset.names())
                .allSatisfy(name ->
                        assertThat(manual)
                                .contains(
                                        "| `%s` | %s |"
                                                .formatted(
                                                        name,
                                                        Preset.named(name)
                                                                .orElseThrow()
                                                                .summary())));
    }

    @Test
    void theHelpTellsWhatEachIsFor() {
        String help = Program.run("train", "--help").out();
        assertThat(help).contains("Presets:");
        assertThat(Preset.names())
                .allSatisfy(name ->
                        assertThat(help)
                                .containsPattern("(?m)^  " + name + " +\\w")
                                .contains(Preset.named(name).orElseThrow().summary()));
        assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
    }

    @Test
    void anUnknownOneIsToldWithThoseThatThereAre() {
        assertThat(Program.run("train", "--preset", "fats").err())
                .startsWith(
                        "Invalid value for option '--preset': 'fats' is not one of fast, accurate.");
    }

    @Test
    void theCommandLineGoesBeforeIt() {
        assertThat(Program.run("train", "--preset=accurate", "--rotate=-1").err())
                .startsWith("--rotate must be from 0.0 to 180.0, not -1.0.\n");
        assertThat(Program.run("train", "--preset=accurate", "--run=x", "--resume").err())
                .startsWith("The folder x holds no run");
    }
}
