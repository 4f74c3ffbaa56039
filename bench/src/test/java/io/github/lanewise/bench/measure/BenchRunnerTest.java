package io.github.lanewise.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.product.LanewiseProduct;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement.Subject;
import io.github.lanewise.bench.report.ReportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real forks of small benchmarks. */
final class BenchRunnerTest {
    @TempDir private Path folder = Path.of("");

    /** A benchmark that runs elsewhere on this machine is no reason to fail. */
    @BeforeAll
    static void ignoreOtherRuns() {
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static Case product(Class<?> benchmark) {
        return new Case(
                new Subject(Area.PRODUCT, Subject.LANEWISE, "1", "small"),
                benchmark,
                "multiply",
                Map.of("extents", "6x20x32"),
                Timing.LIMIT,
                0);
    }

    @Test
    void rightBenchmarkIsMeasuredAndItsErrorKnown() {
        List<Map<String, String>> notes = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        run(
                LanewiseProduct.class,
                (_, result, said) -> {
                    notes.add(said);
                    scores.add(result.getPrimaryResult().getScore());
                });
        assertThat(scores).singleElement().satisfies(score -> assertThat(score).isPositive());
        assertThat(Double.parseDouble(notes.getFirst().get("error"))).isBetween(0.0, 1e-5);
    }

    @Test
    void wrongBenchmarkFailsTheRun() throws IOException {
        assertThatThrownBy(() -> run(WrongProduct.class, (_, _, _) -> {}))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("Lanewise small")
                .hasMessageContaining("The largest error of the product");
        assertThat(Files.readString(folder.resolve("jmh.log"))).contains("WrongProduct");
    }

    private void run(Class<?> benchmark, BenchRunner.Sink sink) {
        new BenchRunner(1, true, folder.resolve("jmh.log")).run(List.of(product(benchmark)), sink);
    }
}
