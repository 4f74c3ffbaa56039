package io.github.lanewise.engine.layer.conv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices by measurement, and the file that keeps them. */
final class TuningTest {
    private static final Shape INPUT = Shape.of(3, 9, 8);
    private static final Conv2d CONV = Conv2d.of(5, 3).padding(1);

    /** Long enough to run, too short to say much. */
    private static final ConvMeasurement SHORT = new ConvMeasurement(2, 100_000);

    @TempDir private Path folder;

    private Conv2d tuned(Path file) {
        return CONV.tuning(new MeasuredTuning(file, SHORT));
    }

    @Test
    void whatIsMeasuredIsKept() throws IOException {
        Path file = folder.resolve("choices");
        ConvChoices choices = tuned(file).choices(INPUT);
        for (ConvChoice choice : all(choices)) {
            assertThat(choice.algorithm()).isNotEqualTo(ConvAlgorithm.AUTOMATIC);
            assertThat(choice.reason()).startsWith("measured: ");
        }
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .contains(Lanes.COUNT + " lanes", "version", "3×9×8 to 5×9×8", "padding 1 1 1 1");
        assertThat(tuned(file).choices(INPUT)).isEqualTo(choices);
        assertThat(Files.readAllLines(file)).isEqualTo(lines);
        tuned(file).choices(Shape.of(3, 9, 9));
        assertThat(Files.readAllLines(file)).hasSize(3).containsAll(lines);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** Nothing is measured where the file has it: it may say what no measurement would. */
    @Test
    void whatTheFileSaysIsDone() throws IOException {
        Path file = folder.resolve("choices");
        tuned(file).choices(INPUT);
        String line = Files.readAllLines(file).get(1);
        String key = line.substring(0, line.indexOf('\t'));
        String other =
                String.join("\t", key, "DIRECT", "a", "WINOGRAD_2X2", "b", "WINOGRAD_4X4", "c")
                        + "\tWINOGRAD_2X2\td";
        Files.write(file, List.of(Files.readAllLines(file).getFirst(), other));
        ConvChoices choices = tuned(file).choices(INPUT);
        assertThat(all(choices))
                .containsExactly(
                        new ConvChoice(ConvAlgorithm.DIRECT, "a"),
                        new ConvChoice(ConvAlgorithm.WINOGRAD_2X2, "b"),
                        new ConvChoice(ConvAlgorithm.WINOGRAD_4X4, "c"),
                        new ConvChoice(ConvAlgorithm.WINOGRAD_2X2, "d"));
        try (Network network =
                Network.of(INPUT)
                        .add("tuned", CONV)
                        .tuning(new MeasuredTuning(file, SHORT))
                        .build(1)) {
            Conv2d conv = (Conv2d) network.layers().getFirst().layer();
            assertThat(conv.choices(INPUT)).isEqualTo(choices);
        }
    }

    @Test
    void whereThereIsNoChoiceNothingIsMeasured() {
        Path file = folder.resolve("choices");
        assertThat(tuned(file).stride(2).choices(INPUT).forward().reason()).contains("stride");
        assertThat(tuned(file).algorithm(ConvAlgorithm.DIRECT).choices(INPUT).image().reason())
                .isEqualTo("asked for");
        assertThat(file).doesNotExist();
    }

    @Test
    void damagedFilesAreNamed() throws IOException {
        Path file = folder.resolve("choices");
        Files.writeString(file, "something else\n");
        assertThatThrownBy(() -> tuned(file).choices(INPUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 1 of " + file)
                .hasMessageContaining("delete");
        assertThat(file).hasContent("something else");
        Files.delete(file);
        tuned(file).choices(INPUT);
        for (String wrong :
                List.of("key\tDIRECT", "k\tAUTOMATIC\ta\tDIRECT\tb\tDIRECT\tc\tDIRECT\td")) {
            Files.write(file, List.of(Files.readAllLines(file).getFirst(), wrong));
            assertThatThrownBy(() -> tuned(file).choices(INPUT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Line 2 of");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        Path file = folder.resolve("missing").resolve("choices");
        assertThatThrownBy(() -> tuned(file).choices(INPUT))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("folder that exists");
    }

    private static List<ConvChoice> all(ConvChoices c) {
        return List.of(c.forward(), c.inputGradient(), c.filterGradient(), c.image());
    }
}
