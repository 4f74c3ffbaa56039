package io.github.lanewise.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.bench.report.Change.Verdict;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ComparisonPropertyTest {
    /** Up to four works in calls or seconds, with or without the share of the peak. */
    @Provide
    Arbitrary<Results> anyResults() {
        Arbitrary<double[]> forks =
                Arbitraries.doubles()
                        .between(1, 100)
                        .array(double[].class)
                        .ofMinSize(1)
                        .ofMaxSize(5);
        Arbitrary<Boolean> choice = Arbitraries.of(true, false);
        return Combinators.combine(forks, forks, choice, choice)
                .as(ComparisonPropertyTest::measurement)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(ComparisonPropertyTest::numbered);
    }

    private static Measurement measurement(
            double[] speeds, double[] shares, boolean timed, boolean counted) {
        Measurement calls = SampleMeasurements.throughput("Lanewise", Area.PRODUCT, "x", speeds);
        Measurement measurement = timed ? SampleMeasurements.inSeconds(calls) : calls;
        return counted
                ? SampleMeasurements.counting(measurement, Measurement.PEAK_SHARE, shares)
                : measurement;
    }

    private static Results numbered(List<Measurement> measurements) {
        List<Measurement> all = new ArrayList<>();
        for (int i = 0; i < measurements.size(); i++) {
            all.add(SampleMeasurements.with(measurements.get(i), "layer", Integer.toString(i)));
        }
        return SampleMeasurements.results(all.toArray(Measurement[]::new));
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void nothingDiffersFromItself(@ForAll("anyResults") Results results) {
        Comparison comparison = Comparison.of(results, results);
        assertThat(comparison.with(Verdict.EQUAL)).hasSameSizeAs(results.measurements());
        assertThat(comparison.exitStatus()).isZero();
        assertThat(comparison.onlyOld()).isEmpty();
        assertThat(comparison.onlyNew()).isEmpty();
        assertThat(comparison.differences()).isEmpty();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void swappingInvertsTheVerdicts(
            @ForAll("anyResults") Results old, @ForAll("anyResults") Results now) {
        Comparison forth = Comparison.of(old, now);
        Comparison back = Comparison.of(now, old);
        assertThat(back.changes()).hasSameSizeAs(forth.changes());
        assertThat(back.onlyOld()).hasSameSizeAs(forth.onlyNew());
        assertThat(back.onlyNew()).hasSameSizeAs(forth.onlyOld());
        for (int i = 0; i < forth.changes().size(); i++) {
            Change change = forth.changes().get(i);
            Change inverse = back.changes().get(i);
            assertThat(inverse.before().title()).isEqualTo(change.before().title());
            assertThat(inverse.speed() * change.speed()).isCloseTo(1, within(1e-9));
            assertThat(inverse.verdict())
                    .isEqualTo(
                            switch (change.verdict()) {
                                case EQUAL -> Verdict.EQUAL;
                                case FASTER -> Verdict.SLOWER;
                                case SLOWER -> Verdict.FASTER;
                            });
        }
    }
}
