package io.github.lanewise.bench.report;

import static io.github.lanewise.bench.report.SampleMeasurements.counting;
import static io.github.lanewise.bench.report.SampleMeasurements.inSeconds;
import static io.github.lanewise.bench.report.SampleMeasurements.results;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.report.Change.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.RunnerException;

final class ComparisonTest {
    @TempDir private Path folder = Path.of("");

    private static Measurement work(double... forks) {
        return SampleMeasurements.throughput("Lanewise", Area.PRODUCT, "a product", forks);
    }

    private static Change change(Measurement before, Measurement after) {
        return Comparison.of(results(before), results(after)).changes().getFirst();
    }

    private Path measured(String name, long milliseconds) throws RunnerException {
        Path file = folder.resolve(name);
        // Single calls: what a busy machine adds to each is little beside 50 ms.
        ResultsFile.write(
                file,
                List.of(
                        ResultsFile.entry(
                                SleepBenchmark.measure(Mode.SingleShotTime, milliseconds),
                                new Measurement.Subject(Area.LAYERS, "Lanewise", "1", "a nap"),
                                Map.of(),
                                Map.of("cpu", name))));
        return file;
    }

    private static int compare(Path old, Path now, ByteArrayOutputStream text) {
        return CompareCommand.compare(
                old, now, new PrintStream(text, true, StandardCharsets.UTF_8));
    }

    @Test
    void benchmarkThatWasSlowedIsFound() throws RunnerException {
        Path old = measured("old.json", 50);
        Path same = measured("same.json", 50);
        Path slow = measured("slow.json", 150);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        assertThat(compare(old, same, text)).isZero();
        assertThat(compare(old, slow, text)).isEqualTo(3);
        assertThat(compare(slow, old, text)).isZero();
        assertThat(text.toString(StandardCharsets.UTF_8))
                .contains(
                        "1 slower, 1 of them Lanewise by more than 10 %; 0 faster; 0 equal.",
                        "0 slower, 0 of them Lanewise by more than 10 %; 1 faster; 0 equal.",
                        "the machines differ (cpu old.json and slow.json)");
    }

    @Test
    void intervalIsThatOfStudent() {
        // Mean 10, s = √2.5, n = 5; the quantile 2.776 is in any table of the t-distribution.
        Interval iterations = Interval.of(List.of(new double[] {8, 9, 10, 11, 12}));
        double half = 2.776 * Math.sqrt(2.5) / Math.sqrt(5);
        assertThat(iterations.mean()).isEqualTo(10);
        assertThat(iterations.low()).isCloseTo(10 - half, within(1e-3));
        assertThat(iterations.high()).isCloseTo(10 + half, within(1e-3));
        Interval forks = Interval.of(List.of(new double[] {8, 10}, new double[] {10, 12}));
        assertThat(forks.mean()).isEqualTo(10);
        assertThat(forks.high()).isCloseTo(10 + 12.706, within(1e-3));
    }

    @Test
    void intervalReachesToEveryFork() {
        double[][] forks = new double[20][];
        Arrays.setAll(forks, i -> new double[] {i == 0 ? 50 : 100});
        Interval interval = Interval.of(List.of(forks));
        assertThat(interval.low()).isEqualTo(50);
        assertThat(interval.high()).isGreaterThan(100);
    }

    @Test
    void oneNumberAloneIsNoRegression() {
        assertThat(change(work(100), work(88)).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(change(work(100), work(50)).verdict()).isEqualTo(Verdict.SLOWER);
    }

    @Test
    void onlyMoreThanTenPercentBeyondNoiseIsARegression() {
        Change little = change(work(100, 100.1, 99.9), work(95, 95.1, 94.9));
        assertThat(little.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(little.regression()).isFalse();
        assertThat(little.words()).isEqualTo("5.0 % slower");
        assertThat(change(work(100, 100.1, 99.9), work(85, 85.1, 84.9)).regression()).isTrue();
        assertThat(change(work(100, 130, 70), work(80, 110, 50)).verdict())
                .isEqualTo(Verdict.EQUAL);
    }

    @Test
    void lessTimeIsFaster() {
        Change change =
                change(inSeconds(work(100, 100.1, 99.9)), inSeconds(work(200, 200.1, 199.9)));
        assertThat(change.verdict()).isEqualTo(Verdict.FASTER);
        assertThat(change.speed()).isCloseTo(2, within(1e-3));
        assertThat(change.words()).isEqualTo("100.0 % faster");
    }

    @Test
    void shareOfThePeakForgivesASlowerClock() {
        Measurement before =
                counting(work(100, 100.1, 99.9), Measurement.PEAK_SHARE, 0.9, 0.901, 0.899);
        Measurement slowClock =
                counting(work(50, 50.1, 49.9), Measurement.PEAK_SHARE, 0.9, 0.901, 0.899);
        assertThat(change(before, slowClock).verdict()).isEqualTo(Verdict.EQUAL);
        assertThat(change(before, work(50, 50.1, 49.9)).regression()).isTrue();
    }

    @Test
    void sameWorkTwiceIsLikeMoreForks() {
        Comparison comparison =
                Comparison.of(results(work(100), work(101)), results(work(100), work(101)));
        assertThat(comparison.changes()).hasSize(1);
        assertThat(comparison.changes().getFirst().before().score()).hasSize(2);
    }

    @Test
    void textHasTheSlowestFirstAndWhatIsInOneFileOnly() {
        Measurement a = SampleMeasurements.with(work(100, 101), "layer", "a");
        Measurement b = SampleMeasurements.with(work(100, 101), "layer", "b");
        Measurement c = SampleMeasurements.with(work(100, 101), "layer", "c");
        Measurement d = SampleMeasurements.with(work(100, 101), "layer", "d");
        Comparison comparison =
                Comparison.of(
                        results(a, b, c, inSeconds(a)),
                        results(
                                SampleMeasurements.with(work(1000, 1001), "layer", "a"),
                                SampleMeasurements.with(work(50, 51), "layer", "b"),
                                SampleMeasurements.with(work(20, 21), "layer", "c"),
                                d));
        String text = CompareCommand.text(comparison);
        assertThat(text)
                .containsSubsequence(
                        "layer c",
                        "slower |",
                        "layer b",
                        "slower |",
                        "layer a",
                        "faster |",
                        "Only in the old file:",
                        "- Lanewise, LanewiseWork.run: a product",
                        "Only in the new file:",
                        "layer d")
                .contains(
                        "shares of the FMA peak", "2 slower, 2 of them Lanewise by more than 10 %")
                .doesNotContain("Warning");
        assertThat(comparison.exitStatus()).isEqualTo(Comparison.REGRESSION);
    }

    @Test
    void aSlowerPeerIsShownAndNoRegression() {
        Measurement before =
                SampleMeasurements.throughput("oneDNN", Area.PRODUCT, "a product", 100, 101);
        Measurement after =
                SampleMeasurements.throughput("oneDNN", Area.PRODUCT, "a product", 50, 51);
        Comparison comparison = Comparison.of(results(before), results(after));
        assertThat(CompareCommand.text(comparison)).contains("1 slower, 0 of them Lanewise");
        assertThat(comparison.exitStatus()).isZero();
    }

    @Test
    void filesWithNothingInCommonAreRefused() throws RunnerException {
        Path file = measured("old.json", 1);
        Path other = folder.resolve("other.json");
        String renamed = TextFile.read(file, "").replace("SleepBenchmark", "Another");
        TextFile.write(other, renamed);
        assertThatThrownBy(() -> compare(file, other, new ByteArrayOutputStream()))
                .isInstanceOf(ReportException.class)
                .hasMessageContainingAll("old.json", "other.json", "no benchmark in common");
    }
}
