package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Cell.Weight;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;

/** Latencies of inference. */
final class InferenceSection {
    private static final double MEDIAN_PERCENT = 50;
    private static final List<Double> PERCENTS = List.of(MEDIAN_PERCENT, 90.0, 99.0, 99.9, 100.0);

    /** The middle of all calls of all forks; a fork is shown by its mean. */
    static final Measure MEDIAN =
            new Measure(
                    "µs",
                    true,
                    each -> percentile(each, MEDIAN_PERCENT),
                    Measure.MICROSECONDS.forks());

    private InferenceSection() {}

    private static double percentile(Measurement measurement, double percent) {
        return measurement.percentiles().getOrDefault(percent, Double.NaN)
                * measurement.microseconds()
                / measurement.meanScore();
    }

    static List<Block> blocks(Measurements inference) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Grid(latencies(inference)));
        blocks.add(
                ForkTable.of(
                        "Mean latencies",
                        Measure.MICROSECONDS,
                        inference,
                        inference::titleWithThreads));
        blocks.addAll(TrainingSection.ratios("inference", "medians of latency", MEDIAN, inference));
        return blocks;
    }

    /** Returns percentiles of all calls. */
    static Table latencies(Measurements inference) {
        List<Comparison> cases = TrainingSection.cases(inference);
        boolean ratios = !Ratios.of(cases, MEDIAN).isEmpty();
        List<Column> columns = new ArrayList<>();
        columns.add(Column.words("Network"));
        columns.add(Column.words("By"));
        for (double percent : PERCENTS) {
            columns.add(Column.numbers(inWords(percent), MEDIAN.unit()));
        }
        if (ratios) {
            columns.add(Column.numbers("Ratio", "of medians"));
        }
        columns.add(Column.numbers("Allocated", "kB per call"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Comparison each : cases) {
            for (String subject : inference.subjects()) {
                each.by(subject).ifPresent(measurement -> rows.add(row(each, measurement, ratios)));
            }
        }
        List<String> notes =
                ratios
                        ? List.of(
                                "Ratio: the median of the fastest peer divided by that of"
                                        + " Lanewise; above 1 Lanewise is faster.")
                        : List.of();
        return new Table("Latency of a call", columns, rows, notes);
    }

    private static String inWords(double percent) {
        if (percent == MEDIAN_PERCENT) {
            return "Median";
        }
        return percent == 100 ? "Largest" : "p" + Numbers.plain(percent);
    }

    private static List<Cell> row(Comparison comparison, Measurement measurement, boolean ratios) {
        List<Cell> row = new ArrayList<>();
        row.add(Cell.of(comparison.title()));
        row.add(Cell.of(measurement.subject().name()));
        for (double percent : PERCENTS) {
            Cell cell = Cell.of(Numbers.of(percentile(measurement, percent)));
            boolean marked = percent == MEDIAN_PERCENT && measurement.unstable();
            row.add(marked ? cell.marked("unstable") : cell);
        }
        if (ratios) {
            double ratio = comparison.ratio(MEDIAN);
            Weight weight = Weight.ofRatio(ratio);
            boolean ours = measurement.subject().ours();
            row.add(ours ? new Cell(Numbers.of(ratio), List.of(), "", weight) : Cell.of(""));
        }
        row.add(Cell.of(Numbers.kilobytes(measurement.mean(Measurement.ALLOCATION))));
        return row;
    }
}
