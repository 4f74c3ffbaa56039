package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A table of measurements by two of their properties.
 *
 * @param rowTitle what a row is
 * @param row the row of a measurement
 * @param column its column
 * @param text of its cell
 */
record Pivot(
        String rowTitle,
        Function<Measurement, String> row,
        Function<Measurement, Column> column,
        Function<Measurement, String> text) {
    /** Returns rows and columns in the order of the measurements, with dashes in the gaps. */
    Table of(String caption, List<Measurement> measurements) {
        List<Column> columns = measurements.stream().map(column).distinct().toList();
        List<Column> all = new ArrayList<>(List.of(Column.words(rowTitle)));
        all.addAll(columns);
        List<List<Cell>> rows = new ArrayList<>();
        for (String title : measurements.stream().map(row).distinct().toList()) {
            List<Cell> cells = new ArrayList<>(List.of(Cell.of(title)));
            for (Column each : columns) {
                Optional<Measurement> found =
                        measurements.stream()
                                .filter(m -> row.apply(m).equals(title))
                                .filter(m -> column.apply(m).equals(each))
                                .findFirst();
                Cell cell = Cell.of(found.map(text).orElse("–"));
                boolean unstable = found.map(Measurement::unstable).orElse(false);
                cells.add(unstable ? cell.marked("unstable") : cell);
            }
            rows.add(cells);
        }
        return new Table(caption, all, rows, List.of());
    }
}
