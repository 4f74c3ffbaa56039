package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Cell.Weight;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Area;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ratios to the best peer over all areas in a few lines. */
final class Glance {
    private final List<List<Cell>> rows = new ArrayList<>();

    private Glance() {}

    /** Returns a table, if there is anything to compare. */
    static List<Block> of(Measurements all) {
        Glance glance = new Glance();
        Measurements convolutions = ConvolutionSection.inOwnLayout(all.in(Area.CONVOLUTION));
        ConvolutionSection.byDirection(convolutions)
                .forEach((title, some) ->
                        glance.addPerThreads(
                                "Convolution, " + title.toLowerCase(Locale.ROOT),
                                Measure.GFLOPS,
                                some));
        glance.addPerThreads("Products", Measure.GFLOPS, all.in(Area.PRODUCT));
        Measurements training = all.in(Area.TRAINING);
        glance.addPerThreads("Training", Measure.IMAGES, TrainingSection.steps(training));
        glance.addPerThreads("First epoch", Measure.SECONDS, TrainingSection.epochs(training));
        glance.addPerThreads("Inference", InferenceSection.MEDIAN, all.in(Area.INFERENCE));
        Measurements onnx = all.in(Area.ONNX);
        glance.addPerThreads("ONNX models", Measure.MICROSECONDS, OnnxSection.times(onnx));
        glance.addPerThreads("ONNX latency", InferenceSection.MEDIAN, OnnxSection.latencies(onnx));
        Measurements starts = StartupSection.starts(all.in(Area.STARTUP));
        glance.addPerThreads("First prediction", Measure.MILLISECONDS, starts);
        return glance.rows.isEmpty() ? List.of() : List.of(new Grid(glance.table()));
    }

    private void addPerThreads(String what, Measure measure, Measurements measurements) {
        List<Integer> counts = measurements.threadCounts();
        for (int threads : counts) {
            Measurements some = measurements.threads(threads);
            Ratios ratios = Ratios.of(TrainingSection.cases(some), measure);
            if (!ratios.isEmpty()) {
                String words = counts.size() > 1 ? ", " + Measurements.threadsInWords(threads) : "";
                add(what + words, ratios);
            }
        }
    }

    private void add(String what, Ratios ratios) {
        Weight weight = Weight.ofRatio(ratios.mean());
        rows.add(
                List.of(
                        Cell.of(what),
                        new Cell(Numbers.of(ratios.mean()), List.of(), "", weight),
                        Cell.of(Numbers.of(ratios.smallest().ratio())),
                        Cell.of(Numbers.of(ratios.largest().ratio())),
                        Cell.of("%d of %d".formatted(ratios.wins(), ratios.cases().size()))));
    }

    private Table table() {
        List<Column> columns =
                List.of(
                        Column.words("Ratio to the best peer"),
                        Column.numbers("Mean", "geometric"),
                        Column.numbers("Smallest", ""),
                        Column.numbers("Largest", ""),
                        Column.numbers("At least 1", "cases"));
        return new Table("Lanewise and the best peer", columns, rows, List.of());
    }
}
