package io.github.lanewise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsTest {
    private static final Measurement DENSE =
            new Measurement(
                    "DenseBenchmark.forward",
                    Map.of("layer", "84x10"),
                    Map.of(
                            Measurement.CALLS, new double[] {1_900_000, 2_100_000},
                            Measurement.GFLOPS, new double[] {50, 52},
                            Measurement.PEAK_SHARE, new double[] {0.4, 0.5}));

    private static final String RUN = "{\"event\":\"run\",\"seed\":1,\"model\":\"lenet5\"}\n";
    private static final String EPOCHS =
            """
            {"event":"epoch","epoch":1,"images_per_second":1e4,"test_accuracy":0.97}
            {"event":"epoch","epoch":2,"images_per_second":6e4,"test_accuracy":0.98}
            {"event":"epoch","epoch":3,"images_per_second":3e4,"test_accuracy":0.99}
            """;
    private static final String END =
            "{\"event\":\"end\",\"test_accuracy\":0.99,\"seconds_since_start\":7.5}\n";

    @TempDir private Path folder = Path.of("");

    @Test
    void statistics() {
        assertThat(Statistics.median(3, 1, 2)).isEqualTo(2);
        assertThat(Statistics.median(4, 1, 2, 3)).isEqualTo(2.5);
        assertThat(Statistics.harmonicMean(60, 30)).isCloseTo(40, within(1e-9));
        assertThat(Statistics.spread(9, 10, 11)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void tableLeavesEmptyWhatIsNotCounted() {
        assertThat(MeasurementTable.of(List.of(DENSE)).lines().toList().getLast())
                .matches(
                        "\\| Dense.forward 84x10 \\| +0.50 \\| +51.0 \\| +45.0 % \\| + \\| + \\| + \\| +10.0 % \\|");
    }

    @Test
    void fileHoldsEveryFork() throws IOException {
        Path file = folder.resolve("report.json");
        MeasurementFile.requireWritable(file);
        MeasurementFile.write(file, List.of(DENSE));
        assertThat(Files.readString(file))
                .contains("\"benchmark\":\"DenseBenchmark.forward\"", "\"gflops\":[50.0,52.0]");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
        assertThatThrownBy(() -> MeasurementFile.requireWritable(folder.resolve("no/report.json")))
                .isInstanceOf(ReportException.class);
    }

    @Test
    void metricsOfAWholeRun() throws IOException {
        ProgramRun run = MetricsReader.read(metrics(RUN + EPOCHS + END));
        assertThat(run.imagesPerSecondAfterTheFirst()).isCloseTo(40_000, within(1e-6));
        assertThat(run.slowestAfterTheFirst()).isEqualTo(30_000);
        assertThat(run.imagesPerSecondOfTheLast()).isEqualTo(30_000);
        assertThat(run.testAccuracy()).isEqualTo(0.99);
        assertThat(run.seconds()).isEqualTo(7.5);
    }

    @Test
    void metricsThatCannotBeUsed() {
        assertThatThrownBy(() -> MetricsReader.read(metrics(RUN + EPOCHS)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("has no end");
        assertThatThrownBy(() -> MetricsReader.read(metrics("{\"event\":\"epoch\"}\n")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("images_per_second");
        assertThatThrownBy(() -> MetricsReader.read(metrics("{\"event\":")))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no JSON");
    }

    private Path metrics(String lines) throws IOException {
        return Files.writeString(folder.resolve("metrics.jsonl"), lines);
    }
}
