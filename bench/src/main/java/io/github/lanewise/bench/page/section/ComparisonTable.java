package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Cell.Weight;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table with a row per case and a column per subject; the ratio to the best peer and our share of
 * the peak follow ours.
 *
 * @param rowTitle what a row is
 * @param measure of the numbers
 * @param subjects with a column, ours first
 * @param detail of a case, shown below its name; may be empty
 */
record ComparisonTable(
        String rowTitle,
        Measure measure,
        List<String> subjects,
        Function<Comparison, String> detail) {
    private static final String WINOGRAD = "†";
    private static final String UNSTABLE = "unstable";

    /** Returns a table without second numbers. */
    Table of(String caption, List<Comparison> cases) {
        return of(caption, cases, List.of());
    }

    /**
     * Returns a table.
     *
     * @param plain the same cases for a caller with plain N·C·H·W memory, shown as second numbers
     */
    Table of(String caption, List<Comparison> cases, List<Comparison> plain) {
        Map<String, Comparison> plainByTitle =
                plain.stream().collect(Collectors.toMap(Comparison::title, each -> each));
        Set<String> shares = withShares(cases);
        boolean ratios = cases.stream().anyMatch(each -> Double.isFinite(each.ratio(measure)));
        List<List<Cell>> rows = new ArrayList<>();
        for (Comparison each : cases) {
            Optional<Comparison> second = Optional.ofNullable(plainByTitle.get(each.title()));
            List<Cell> values = new ArrayList<>();
            for (String name : subjects) {
                values.add(value(name, each, second));
                if (shares.contains(name)) {
                    values.add(Cell.of(Numbers.percent(share(each, name))));
                }
            }
            if (ratios) {
                values.add(1, ratio(each, second));
            }
            values.addFirst(Cell.of(each.title(), detail.apply(each)));
            rows.add(values);
        }
        List<Column> columns = columns(shares, ratios);
        return new Table(caption, columns, rows, notes(cases, !plain.isEmpty()));
    }

    /** What is said about ours comes right after it, where a phone shows it. */
    private List<Column> columns(Set<String> shares, boolean ratios) {
        List<Column> columns = new ArrayList<>();
        for (String name : subjects) {
            columns.add(Column.numbers(name, measure.unit()));
            if (shares.contains(name)) {
                columns.add(Column.numbers("Share", "% of FMA peak"));
            }
        }
        if (ratios) {
            columns.add(1, Column.numbers("Ratio", "to best peer"));
        }
        columns.addFirst(Column.words(rowTitle));
        return columns;
    }

    /** Returns who has a share of the peak in one of the cases. */
    private Set<String> withShares(List<Comparison> cases) {
        return subjects.stream()
                .filter(name -> cases.stream().anyMatch(c -> Double.isFinite(share(c, name))))
                .collect(Collectors.toSet());
    }

    private static double share(Comparison comparison, String subject) {
        return comparison
                .by(subject)
                .map(found -> found.mean(Measurement.PEAK_SHARE).orElse(Double.NaN))
                .orElse(Double.NaN);
    }

    private Cell value(String subject, Comparison comparison, Optional<Comparison> plain) {
        Optional<Measurement> measurement = comparison.by(subject);
        String second =
                plain.flatMap(other -> other.by(subject))
                        .map(other -> Numbers.of(measure.value().applyAsDouble(other)))
                        .orElse("");
        if (measurement.isEmpty()) {
            return Cell.of(Numbers.NONE, second);
        }
        Measurement found = measurement.orElseThrow();
        Cell cell = Cell.of(Numbers.of(measure.value().applyAsDouble(found)), second);
        cell = usesWinograd(found) ? cell.marked(WINOGRAD) : cell;
        return found.unstable() ? cell.marked(UNSTABLE) : cell;
    }

    private Cell ratio(Comparison comparison, Optional<Comparison> plain) {
        double ratio = comparison.ratio(measure);
        double second = plain.map(other -> other.ratio(measure)).orElse(Double.NaN);
        Weight weight = Weight.ofRatio(ratio);
        String small = Double.isFinite(second) ? Numbers.of(second) : "";
        return new Cell(Numbers.of(ratio), List.of(), small, weight);
    }

    private static boolean usesWinograd(Measurement measurement) {
        return measurement
                .notes()
                .getOrDefault("implementation", "")
                .toLowerCase(Locale.ROOT)
                .contains("wino");
    }

    private static List<String> notes(List<Comparison> cases, boolean plain) {
        List<Measurement> all = cases.stream().flatMap(c -> c.measurements().stream()).toList();
        List<String> notes = new ArrayList<>();
        if (plain) {
            notes.add(
                    "Second line: for a caller whose activations are plain N·C·H·W arrays, with the"
                            + " reordering in the time.");
        }
        if (all.stream().anyMatch(ComparisonTable::usesWinograd)) {
            notes.add(
                    WINOGRAD
                            + " Winograd's algorithm, counted like all as the operations of direct"
                            + " convolution.");
        }
        if (all.stream().anyMatch(Measurement::unstable)) {
            notes.add(
                    "unstable: the forks differ by more than %.0f %% of their mean."
                            .formatted(100 * Measurement.STABLE_SPREAD));
        }
        return notes;
    }
}
