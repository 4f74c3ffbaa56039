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
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

final class ResultsFileTest {
    private static final Measurement.Subject SLEEP =
            new Measurement.Subject(Area.LAYERS, "Lanewise", "0.1", "a nap of 5 ms");

    /** Two forks of two iterations; of the second fork one iteration has no number. */
    private static final String FOREIGN =
            """
            [{"benchmark": "org.example.OurConvolution.run", "mode": "thrpt",
              "vmName": "A JVM", "vmVersion": "25",
              "params": {"layer": "1x1_1x1_1_n16", "threads": "1"},
              "primaryMetric": {"score": 2.0, "scoreError": "NaN", "scoreUnit": "ops/s",
                  "rawData": [[1.0, 3.0], [2.0, "NaN"]]},
              "secondaryMetrics": {
                  "·gc.alloc.rate.norm": {"scoreUnit": "B/op", "rawData": [[8, 8], [8, 8]]},
                  "nothing": {"scoreUnit": "#", "rawData": [["NaN"], []]}}}]
            """;

    @TempDir private Path folder = Path.of("");

    private Path file() {
        return folder.resolve("results.json");
    }

    private Measurement writtenAndRead(RunResult run) throws IOException {
        ResultsFile.write(
                file(),
                List.of(
                        ResultsFile.entry(
                                run, SLEEP, Map.of("error", "1e-7"), Map.of("cpu", "Z"))));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
        Results results = ResultsFile.read(file());
        assertThat(results.machine()).isEqualTo(Map.of("cpu", "Z"));
        return results.measurements().getFirst();
    }

    @Test
    void throughputComesBackAsItWas() throws IOException, RunnerException {
        RunResult run = SleepBenchmark.measure(Mode.Throughput, 5);
        Measurement read = writtenAndRead(run);
        assertThat(read.subject()).isEqualTo(SLEEP);
        assertThat(read.benchmark()).isEqualTo("SleepBenchmark.run");
        assertThat(read.mode() + ", " + read.unit()).isEqualTo("thrpt, ops/s");
        assertThat(read.parameters()).isEqualTo(Map.of("layer", "1x1_1x1_1_n16"));
        assertThat(read.notes()).isEqualTo(Map.of("error", "1e-7"));
        assertThat(read.score()).hasSize(1);
        assertThat(read.score().getFirst()).hasSize(SleepBenchmark.ITERATIONS);
        double score = run.getPrimaryResult().getScore();
        assertThat(read.meanScore()).isCloseTo(score, within(1e-6 * score));
        assertThat(read.mean("images").orElseThrow()).isCloseTo(score, within(1e-6 * score));
        assertThat(read.mean(Measurement.ALLOCATION)).isPresent();
        assertThat(read.percentiles()).isEmpty();
    }

    @Test
    void samplesComeBackAsMeansAndPercentiles() throws IOException, RunnerException {
        RunResult run = SleepBenchmark.measure(Mode.SampleTime, 5);
        Measurement read = writtenAndRead(run);
        assertThat(read.mode()).isEqualTo("sample");
        assertThat(read.score().getFirst()).hasSize(SleepBenchmark.ITERATIONS);
        assertThat(read.meanScore()).isBetween(0.005, 1.0);
        double median = run.getPrimaryResult().getStatistics().getPercentile(50);
        assertThat(read.percentiles().get(50.0)).isCloseTo(median, within(1e-3 * median));
        assertThat(read.percentiles()).containsKey(99.99);
    }

    @Test
    void histogramIsWeighted() throws IOException {
        Files.writeString(
                file(),
                """
                [{"benchmark": "a.B.c", "mode": "sample",
                  "primaryMetric": {"scoreUnit": "us/op", "scorePercentiles": {"99.0": 9},
                      "rawDataHistogram": [[[[1.0, 3], [5.0, 1]], [[4.0, 2]]]]},
                  "secondaryMetrics": {}}]
                """);
        Measurement read = ResultsFile.read(file()).measurements().getFirst();
        assertThat(read.score().getFirst()).containsExactly(2, 4);
        assertThat(read.percentiles()).isEqualTo(Map.of(99.0, 9.0));
    }

    @Test
    void whatJmhWroteAloneIsTakenForOurs() throws IOException {
        Files.writeString(file(), FOREIGN);
        Results results = ResultsFile.read(file());
        assertThat(results.machine()).isEqualTo(Map.of("jvm", "A JVM 25"));
        Measurement read = results.measurements().getFirst();
        assertThat(read.subject().ours()).isTrue();
        assertThat(read.subject().area()).isEqualTo(Area.CONVOLUTION);
        assertThat(read.subject().label()).isEqualTo("1x1_1x1_1_n16");
        assertThat(read.benchmark()).isEqualTo("OurConvolution.run");
        assertThat(read.scoreForks()).containsExactly(2, 2);
        assertThat(read.quantities()).containsOnlyKeys(Measurement.ALLOCATION);
    }

    @Test
    void jmhsOwnFileIsRead() throws RunnerException {
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file().toString())
                .writeOut(List.of(SleepBenchmark.measure(Mode.SingleShotTime, 1)));
        Measurement read = ResultsFile.read(file()).measurements().getFirst();
        assertThat(read.mode() + ", " + read.unit()).isEqualTo("ss, s/op");
        assertThat(read.subject().area()).isEqualTo(Area.LAYERS);
    }

    private void refused(String text, String... words) throws IOException {
        Files.writeString(file(), text);
        assertThatThrownBy(() -> ResultsFile.read(file()))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining(file().toString())
                .hasMessageContainingAll(words);
    }

    @Test
    void whatCannotBeUsedIsRefusedInOneSentence() throws IOException {
        assertThatThrownBy(() -> ResultsFile.read(folder.resolve("none.json")))
                .isInstanceOf(ReportException.class)
                .hasMessageContainingAll("none.json", "no such file", "name a results.json");
        assertThatThrownBy(() -> ResultsFile.read(folder))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("it is a folder");
        refused("[{\"benchmark\":", "no JSON", "line 1");
        refused("", "no array");
        refused("{\"machine\": {}}", "no array");
        refused("[]", "no array");
        refused("[1]", "no text 'benchmark'");
        refused(
                FOREIGN.replace("\"mode\"", "\"mood\""),
                "org.example.OurConvolution.run",
                "'mode'");
        refused(FOREIGN.replace("rawData", "raw"), "no raw data");
        refused(FOREIGN.replace("3.0", "true"), "true where a number should be");
        refused(FOREIGN.replace("[[1.0, 3.0], [2.0, \"NaN\"]]", "[[]]"), "no numbers");
        refused(
                FOREIGN.replace("\"mode\"", "\"lanewise\": {\"area\": \"X\"}, \"mode\""),
                "area, X");
    }

    @Test
    void whatCannotBeWrittenIsRefusedInOneSentence() {
        Path missing = folder.resolve("no/results.json");
        assertThatThrownBy(() -> ResultsFile.write(missing, List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessageContainingAll(missing.toString(), "no such file or folder");
        assertThatThrownBy(() -> ResultsFile.write(folder, List.of()))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("it is a folder");
    }
}
