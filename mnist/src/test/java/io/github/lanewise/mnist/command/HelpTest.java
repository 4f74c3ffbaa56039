package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.training.Defaults;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
    /** Tests run in the folder of their module. */
    private static final Path MANUAL = Path.of("..", "docs", "commands.md");

    /** The program itself, with an empty name, and its commands. */
    private static Stream<String> commands() {
        return Stream.concat(Stream.of(""), program().getSubcommands().keySet().stream());
    }

    private static CommandLine program() {
        return Lanewise.commandLine(Program.host(new StringWriter(), new StringWriter()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        Outcome outcome = Program.run(arguments(command, "--help"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Usage: lanewise " + command)
                .contains("Exit status:", "--version")
                .containsPattern(" 70 +a fault of Lanewise itself")
                .containsPattern(" 130 +Ctrl-C");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandTellsTheVersionCommitAndJvm(String command) {
        Outcome outcome = Program.run(arguments(command, "--version"));
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).hasSize(2);
        assertThat(outcome.lines().getFirst())
                .matches("lanewise \\d+\\.\\d+\\S* \\(commit \\S+\\)");
        assertThat(outcome.lines().getLast()).contains(System.getProperty("java.vm.version"));
    }

    @Test
    void helpTellsTheDefaultsOfTheTrainer() {
        assertThat(Program.run("train", "--help").out().replaceAll("\\s+", " "))
                .contains(
                        "(default: %s for sgd, %s for adam);"
                                .formatted(Defaults.SGD_LEARNING_RATE, Defaults.ADAM_LEARNING_RATE))
                .contains("Images per step (default: " + Defaults.BATCH + ")");
    }

    @Test
    void theManualNamesEveryOptionAndEveryExitStatus() throws IOException {
        String manual = Files.readString(MANUAL);
        for (Map.Entry<String, CommandLine> command : program().getSubcommands().entrySet()) {
            assertThat(manual).contains("    ./lanewise " + command.getKey() + " ");
            String section = section(manual, command.getKey());
            for (OptionSpec option : command.getValue().getCommandSpec().options()) {
                assertThat(section).contains("`" + option.longestName());
            }
        }
        List<String> meanings = List.copyOf(ExitStatus.meanings().keySet());
        assertThat(meanings)
                .allSatisfy(status -> assertThat(manual).contains("| " + status + " |"));
    }

    @Test
    void theManualTellsTheDefaultsOfTheTrainer() throws IOException {
        assertThat(section(Files.readString(MANUAL), "train"))
                .contains("| `--epochs N` | " + Defaults.EPOCHS + " |")
                .contains("| `--batch N` | " + Defaults.BATCH + " |")
                .contains("| `--schedule NAME` | `" + Defaults.SCHEDULE + "` |")
                .contains("| `--momentum X` | " + Defaults.SGD_MOMENTUM + " |")
                .contains(
                        "| `--learning-rate X` | %s for sgd, %s for adam |"
                                .formatted(Defaults.SGD_LEARNING_RATE, Defaults.ADAM_LEARNING_RATE))
                .contains(
                        "| `--weight-decay X` | %s for sgd, %s for adam |"
                                .formatted(Defaults.SGD_WEIGHT_DECAY, Defaults.ADAM_WEIGHT_DECAY));
    }

    private static String section(String manual, String command) {
        String heading = "## lanewise " + command + "\n";
        assertThat(manual).contains(heading);
        String rest = manual.substring(manual.indexOf(heading) + heading.length());
        int end = rest.indexOf("\n## ");
        return end < 0 ? rest : rest.substring(0, end);
    }

    private static String[] arguments(String command, String option) {
        return command.isEmpty() ? new String[] {option} : new String[] {command, option};
    }
}
