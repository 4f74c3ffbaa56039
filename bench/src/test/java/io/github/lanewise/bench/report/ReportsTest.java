package io.github.lanewise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportsTest {
    private static final String RUN = "{\"event\":\"run\",\"seed\":1,\"model\":\"lenet5\"}\n";
    private static final String EPOCHS =
            """
            {"event":"epoch","epoch":1,"images_per_second":1e4,"seconds":3.5,"test_accuracy":0.97}
            {"event":"epoch","epoch":2,"images_per_second":6e4,"seconds":1.5,"test_accuracy":0.98}
            {"event":"epoch","epoch":3,"images_per_second":3e4,"seconds":2.0,"test_accuracy":0.99}
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
    void metricsOfAWholeRun() throws IOException {
        ProgramRun run = MetricsReader.read(metrics(RUN + EPOCHS + END));
        assertThat(run.imagesPerSecondAfterTheFirst()).isCloseTo(40_000, within(1e-6));
        assertThat(run.slowestAfterTheFirst()).isEqualTo(30_000);
        assertThat(run.imagesPerSecondOfTheLast()).isEqualTo(30_000);
        assertThat(run.testAccuracy()).isEqualTo(0.99);
        assertThat(run.seconds()).isEqualTo(7.5);
        assertThat(run.secondsUntil(0.97)).isEqualTo(4);
        assertThat(run.secondsUntil(0.975)).isEqualTo(5.5);
        assertThat(run.secondsUntil(0.99)).isEqualTo(7.5);
        assertThat(run.secondsUntil(0.991)).isInfinite();
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
