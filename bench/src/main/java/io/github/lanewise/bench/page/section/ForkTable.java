package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block.Folded;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** All forks of every measurement, with the algorithm and the largest error. */
final class ForkTable {
    private static final String LAYOUT = "layout";
    private static final String ALGORITHM = "implementation";
    private static final String ERROR = "error";

    private ForkTable() {}

    private record Part(Column column, Function<Measurement, Cell> cell) {}

    /** Returns a folded table. */
    static Folded of(
            String what,
            Measure measure,
            Measurements measurements,
            Function<Measurement, String> title) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(Column.words("Case"), each -> Cell.of(title.apply(each))));
        parts.add(new Part(Column.words("By"), each -> Cell.of(each.subject().name())));
        if (has(measurements, each -> each.parameters().containsKey(LAYOUT))) {
            parts.add(new Part(Column.words("Layout"), ForkTable::layout));
        }
        int forks = measurements.list().stream().mapToInt(m -> m.score().size()).max().orElse(0);
        for (int i = 0; i < forks; i++) {
            int fork = i;
            Column column = Column.numbers("Fork " + (fork + 1), measure.unit());
            parts.add(new Part(column, each -> fork(measure.forks().apply(each), fork)));
        }
        parts.add(new Part(Column.numbers("Spread", "% of mean"), ForkTable::spread));
        String content = "All forks";
        if (has(measurements, each -> each.notes().containsKey(ERROR))) {
            content += ", errors";
            parts.add(new Part(Column.numbers("Largest error", "relative"), ForkTable::error));
        }
        if (has(measurements, each -> each.notes().containsKey(ALGORITHM))) {
            content += ", algorithms";
            parts.add(new Part(Column.words("Algorithm"), ForkTable::algorithm));
        }
        return new Folded(content, table(what + ", fork by fork", parts, measurements));
    }

    private static boolean has(Measurements measurements, Predicate<Measurement> property) {
        return measurements.list().stream().anyMatch(property);
    }

    private static Table table(String caption, List<Part> parts, Measurements measurements) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Measurement each : measurements.list()) {
            rows.add(parts.stream().map(part -> part.cell().apply(each)).toList());
        }
        return new Table(caption, parts.stream().map(Part::column).toList(), rows, List.of());
    }

    private static Cell layout(Measurement measurement) {
        String layout = measurement.parameters().getOrDefault(LAYOUT, Numbers.NONE);
        return Cell.of(layout.equals("OWN") ? "its own" : layout);
    }

    private static Cell fork(double[] values, int fork) {
        return Cell.of(fork < values.length ? Numbers.of(values[fork]) : Numbers.NONE);
    }

    private static Cell spread(Measurement measurement) {
        Cell cell = Cell.of(Numbers.percent(measurement.spread().orElse(Double.NaN)));
        return measurement.unstable() ? cell.marked("unstable") : cell;
    }

    private static Cell error(Measurement measurement) {
        return Cell.of(
                Optional.ofNullable(measurement.notes().get(ERROR))
                        .map(error -> Numbers.error(Double.parseDouble(error)))
                        .orElse(Numbers.NONE));
    }

    private static Cell algorithm(Measurement measurement) {
        return Cell.of(measurement.notes().getOrDefault(ALGORITHM, Numbers.NONE));
    }
}
