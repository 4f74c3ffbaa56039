package io.github.lanewise.bench.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.report.Launcher;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.trainer.Figure.Unit;
import io.github.lanewise.mnist.data.DrawnDigits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class TrainerBenchTest {
    /** Stands for ./lanewise: writes metrics where it is told, slower with a run folder. */
    private static final String PROGRAM =
            """
            #!/bin/sh
            seconds=8 first=2
            while [ $# -gt 0 ]; do
                case $1 in
                    --seed) seed=$2 ;;
                    --metrics) file=$2 ;;
                    --run) mkdir "$2"; file=$2/metrics.jsonl; seconds=13 first=5 ;;
                    --preset) [ "$2" = fast ] || { echo "no such preset"; exit 2; } ;;
                esac
                shift
            done
            epoch() { echo '{"event":"epoch","images_per_second":1,"seconds":'$2',"test_accuracy":'$1'}'; }
            { epoch 0.98 $first; epoch 0.99$seed 2; epoch 0.985 2
            echo '{"event":"end","test_accuracy":0.985,"seconds_since_start":'$seconds'}'; } >"$file"
            """;

    @TempDir private Path folder = Path.of("");

    private Runs runs(List<String> progress) throws IOException {
        Path program = Files.writeString(folder.resolve("lanewise"), PROGRAM);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new Runs(new Launcher(program, folder, 1), progress::add);
    }

    @Test
    void throughputTakesTurns() {
        try (Throughput throughput = new Throughput(DrawnDigits.generate(3, 640, 1, 1), 1)) {
            List<Figure> figures = throughput.measure(3);
            assertThat(figures).hasSize(5).allMatch(figure -> figure.values().size() == 3);
            double plain = figures.get(0).values().get(1);
            double both = figures.get(2).values().get(1);
            assertThat(figures.get(4).values().get(1)).isCloseTo(1 - both / plain, within(1e-9));
        }
    }

    @Test
    void presetsRunOncePerSeed() throws IOException {
        List<String> progress = new ArrayList<>();
        List<Figure> figures = runs(progress).fast(3);
        assertThat(progress).hasSize(3).last().asString().contains("seed 3: 98.50 % after 8.0 s");
        assertThat(figures.getFirst().values()).containsExactly(6.0, 6.0, 6.0);
        assertThat(figures.getLast().median()).isEqualTo(0.985);
        assertThatThrownBy(() -> runs(progress).accurate(1))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("--preset accurate")
                .hasMessageEndingWith("ended with status 2 and said: no such preset");
    }

    @Test
    void checkpointsAreComparedInPairs() throws IOException {
        List<String> progress = new ArrayList<>();
        List<Figure> figures = runs(progress).checkpoints(2);
        assertThat(progress)
                .containsExactly(
                        "without of pair 1: 8.0 s",
                        "with --run of pair 1: 13.0 s",
                        "with --run of pair 2: 13.0 s",
                        "without of pair 2: 8.0 s");
        // 3 of the 5 seconds are those of the first epoch, before which there is no checkpoint.
        assertThat(figures.getLast().values()).containsExactly(0.25, 0.25);
    }

    @Test
    void whatIsNotReachedIsSaid() {
        Figure figure =
                new Figure("to 99 %", Unit.SECONDS, "", List.of(3.0, Double.POSITIVE_INFINITY));
        assertThat(FigureReport.table(List.of(figure))).contains("not reached").contains("3.0 s");
        JsonNode json =
                JsonMapper.shared()
                        .readTree(FigureReport.json(List.of(figure), Map.of("cpu", "x")));
        assertThat(json.at("/machine/cpu").asString()).isEqualTo("x");
        assertThat(json.at("/figures/0/values/0").asDouble()).isEqualTo(3);
        assertThat(json.at("/figures/0/values/1").isNull()).isTrue();
        assertThat(json.at("/figures/0/median").isNull()).isTrue();
    }
}
