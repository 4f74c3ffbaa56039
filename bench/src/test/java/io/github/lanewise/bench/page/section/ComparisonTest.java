package io.github.lanewise.bench.page.section;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Measurement.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that can be checked by hand. */
final class ComparisonTest {
    private static Measurement measured(String name, String label, double score, String unit) {
        List<double[]> forks =
                List.of(
                        new double[] {score * 0.9},
                        new double[] {score},
                        new double[] {score * 1.1});
        return new Measurement(
                new Subject(Area.CONVOLUTION, name, "1", label),
                name + ".run",
                unit.equals("ops/s") ? "thrpt" : "ss",
                unit,
                Map.of(),
                forks,
                unit.equals("ops/s") ? Map.of(Measurement.GFLOPS, forks) : Map.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void theBestPeerIsWhatCounts() {
        List<Measurement> all =
                List.of(
                        measured("Lanewise", "a", 100, "ops/s"),
                        measured("slow", "a", 50, "ops/s"),
                        measured("fast", "a", 80, "ops/s"),
                        measured("Lanewise", "b", 30, "ops/s"),
                        measured("slow", "b", 60, "ops/s"));
        List<Comparison> cases = Comparison.of(all, each -> each.subject().label());
        assertThat(cases.getFirst().ratio(Measure.GFLOPS)).isEqualTo(1.25, within(1e-9));
        Ratios ratios = Ratios.of(cases, Measure.GFLOPS);
        assertThat(ratios.mean()).isEqualTo(Math.sqrt(1.25 * 0.5), within(1e-9));
        assertThat(ratios.wins()).isEqualTo(1);
        assertThat(ratios.inWords()).contains("from 0.500 (b) to 1.25 (a)", "1 of 2");

        Table table =
                new ComparisonTable(
                                "Layer",
                                Measure.GFLOPS,
                                new Measurements(all).subjects(),
                                each -> "")
                        .of("Speed", cases);
        assertThat(table.rows().getLast().stream().map(Cell::text))
                .containsExactly("b", "30.0", "0.500", "60.0", "–");
        assertThat(table.rows().getLast().get(1).marks()).containsExactly("unstable");
    }

    @Test
    void shorterTimesAreBetter() {
        List<Comparison> cases =
                Comparison.of(
                        List.of(
                                measured("Lanewise", "a", 2, "s/op"),
                                measured("slow", "a", 6, "s/op"),
                                measured("fast", "a", 3, "s/op")),
                        each -> each.subject().label());
        assertThat(cases.getFirst().ratio(Measure.SECONDS)).isEqualTo(1.5, within(1e-9));
    }

    @Test
    void withoutAPeerThereIsNoRatio() {
        List<Measurement> ours = List.of(measured("Lanewise", "a", 2, "ops/s"));
        List<Comparison> cases = Comparison.of(ours, each -> each.subject().label());
        assertThat(cases.getFirst().ratio(Measure.GFLOPS)).isNaN();
        assertThat(Ratios.of(cases, Measure.GFLOPS).isEmpty()).isTrue();
    }

    @Test
    void forksOfASpeedBecomeTimes() {
        double[] times =
                Measure.MILLISECONDS.forks().apply(measured("Lanewise", "a", 100, "ops/s"));
        assertThat(times)
                .containsExactly(new double[] {1000 / 90.0, 10, 1000 / 110.0}, within(1e-9));
    }
}
