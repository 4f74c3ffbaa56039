package io.github.lanewise.bench.report;

import static io.github.lanewise.bench.report.SampleMeasurements.counting;
import static io.github.lanewise.bench.report.SampleMeasurements.results;
import static io.github.lanewise.bench.report.SampleMeasurements.throughput;
import static io.github.lanewise.bench.report.SampleMeasurements.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.convolution.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

final class ReadmeTableTest {
    private static final String LAYER = "6x16_5x5_14_n16";
    private static final String LINK = "docs/performance";

    @TempDir private Path folder = Path.of("");

    private static Measurement convolution(String name, double gflops) {
        Measurement speed =
                throughput(name, Area.CONVOLUTION, "LeNet-5 conv2", gflops, gflops, gflops);
        Measurement counted = counting(speed, Measurement.GFLOPS, gflops, gflops, gflops);
        return with(with(counted, "direction", "BACKWARD_DATA"), "layer", LAYER);
    }

    private static Measurement step(String name, double images) {
        return counting(
                throughput(name, Area.TRAINING, "LeNet-5", images), Measurement.IMAGES, images);
    }

    private static Measurement inference(String name, double mean, double median) {
        Measurement m = throughput(name, Area.INFERENCE, "LeNet-5", mean);
        return new Measurement(
                m.subject(),
                m.benchmark(),
                "sample",
                "ms/op",
                Map.of("images", "1", "threads", "1"),
                m.score(),
                Map.of(),
                Map.of(50.0, median),
                Map.of());
    }

    @Test
    void everyAreaIsBesideItsBestPeer() {
        Results results =
                results(
                        counting(convolution("Lanewise", 80), Measurement.PEAK_SHARE, 0.9),
                        convolution("oneDNN", 100),
                        convolution("OpenBLAS", 20),
                        with(convolution("PyTorch", 500), "layout", "NCHW"),
                        step("Lanewise", 90_000),
                        step("PyTorch", 30_000),
                        inference("Lanewise", 9, 0.05),
                        inference("PyTorch", 1, 0.1));
        List<String> lines = ReadmeFigures.of(results, LINK).lines().toList();
        assertThat(lines.getFirst())
                .contains("a processor", "a JVM", "16 lanes", "1 to 3 JVMs", "(docs/performance)");
        assertThat(lines.get(2)).contains("convolution, 2 threads");
        assertThat(lines.get(4))
                .matches(
                        "\\| LeNet-5 conv2, backward data \\| +80.0 \\| +90 % \\| +oneDNN"
                                + " \\| +100.0 \\| +0.80 \\|");
        assertThat(lines.get(8))
                .matches("\\| LeNet-5 +\\| +90,000 \\| +PyTorch \\| +30,000 \\| +3.00 \\|");
        assertThat(lines.get(10)).contains("inference, 1 thread ");
        assertThat(lines.get(12))
                .matches("\\| LeNet-5, 1 image +\\| +50.0 \\| +PyTorch \\| +100.0 \\| +2.00 \\|");
        assertThat(lines).hasSize(13);
    }

    @Test
    void withoutPeersTheirCellsAreDashes() {
        assertThat(ReadmeFigures.of(results(step("Lanewise", 90_000)), LINK).lines().toList())
                .last()
                .asString()
                .matches("\\| LeNet-5 +\\| +90,000 \\| +– \\| +– \\| +– \\|");
    }

    @Test
    void onlyTheMostThreadsAndTheOwnLayoutCount() {
        Results results =
                results(
                        with(convolution("Lanewise", 11), "threads", "1"),
                        with(convolution("Lanewise", 22), "threads", "4"),
                        with(convolution("Lanewise", 33), "layout", "NCHW"),
                        with(convolution("oneDNN", 44), "threads", "1"),
                        with(with(convolution("Lanewise", 55), "threads", "4"), "layout", "NCHW"));
        assertThat(ReadmeFigures.of(results, LINK))
                .contains("4 threads", "22.0")
                .doesNotContain("11.0", "33.0", "44.0", "55.0");
    }

    @Test
    void ofManyLayersTheHeaviestOfOurNetworksAreShown() {
        List<Measurement> all = new ArrayList<>();
        for (String layer :
                List.of(
                        "VGG-16 conv1_1=3x64_3x3_224_p1_n16",
                        "VGG-28 conv1=1x32_3x3_28_p1_n16",
                        "VGG-28 conv2=32x32_3x3_28_p1_n16",
                        "VGG-28 conv2=32x32_3x3_28_p1_n1",
                        "VGG-28 conv4=64x64_3x3_14_p1_n16",
                        "LeNet-5 conv1=1x6_5x5_28_p2_n16",
                        "LeNet-5 conv2=6x16_5x5_14_n16")) {
            String[] parts = layer.split("=", 2);
            for (Direction direction : Direction.values()) {
                Measurement m = throughput("Lanewise", Area.CONVOLUTION, parts[0], 1);
                m = counting(m, Measurement.GFLOPS, 1);
                all.add(with(with(m, "direction", direction.name()), "layer", parts[1]));
            }
        }
        String figures = ReadmeFigures.of(results(all.toArray(Measurement[]::new)), LINK);
        assertThat(figures.lines().filter(line -> line.contains("ward"))).hasSize(12);
        assertThat(figures)
                .contains("conv2, backward weights", "VGG-28 conv4", "LeNet-5 conv1")
                .doesNotContain("VGG-16", "VGG-28 conv1", " 1 images");
    }

    private Path measured(Area area) throws RunnerException {
        Path file = folder.resolve("results.json");
        RunResult run = SleepBenchmark.measure(Mode.Throughput, 1);
        Measurement.Subject subject = new Measurement.Subject(area, "Lanewise", "1", "LeNet-5");
        Map<String, String> machine = Map.of("date", "2026-11-25T10:20", "lanes", "8");
        ResultsFile.write(file, List.of(ResultsFile.entry(run, subject, Map.of(), machine)));
        return file;
    }

    @Test
    void onlyWhatIsBetweenTheLinesIsReplaced() throws IOException, RunnerException {
        Path readme = folder.resolve("README.md");
        Files.writeString(
                readme,
                """
                # Before
                <!-- bench:begin ./lanewise bench --readme writes this -->
                old
                <!-- bench:end -->
                after $1
                """);
        ReadmeTable.update(readme, measured(Area.TRAINING), LINK);
        String once = Files.readString(readme);
        assertThat(once)
                .startsWith(
                        "# Before\n<!-- bench:begin ./lanewise bench --readme writes this -->\n")
                .contains("Measured on 2026-11-25: ", "8 lanes", "| LeNet-5")
                .endsWith("\n<!-- bench:end -->\nafter $1\n")
                .doesNotContain("old");
        ReadmeTable.update(readme, folder.resolve("results.json"), LINK);
        assertThat(Files.readString(readme)).isEqualTo(once);
    }

    @Test
    void whatCannotBeReplacedIsRefusedInOneSentence() throws IOException, RunnerException {
        Path readme = folder.resolve("README.md");
        Path results = measured(Area.TRAINING);
        assertThatThrownBy(() -> ReadmeTable.update(readme, results, LINK))
                .isInstanceOf(ReportException.class)
                .hasMessageContainingAll("README.md", "no such file");
        for (String text :
                List.of(
                        "",
                        "<!-- bench:begin -->\n",
                        "<!-- bench:end -->\n<!-- bench:begin -->\n",
                        "text <!-- bench:begin --> <!-- bench:end -->\n")) {
            Files.writeString(readme, text);
            assertThatThrownBy(() -> ReadmeTable.update(readme, results, LINK))
                    .isInstanceOf(ReportException.class)
                    .hasMessageContainingAll("README.md", "bench:begin", "bench:end");
            assertThat(Files.readString(readme)).isEqualTo(text);
        }
        Path nothing = measured(Area.LAYERS);
        assertThatThrownBy(() -> ReadmeTable.update(readme, nothing, LINK))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no convolution, training or inference");
    }
}
