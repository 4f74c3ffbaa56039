package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole networks in training. */
final class TrainingSection {
    private TrainingSection() {}

    static Measurements steps(Measurements training) {
        return training.where(each -> !each.mode().equals("ss"));
    }

    static Measurements epochs(Measurements training) {
        return training.where(each -> each.mode().equals("ss"));
    }

    static List<Comparison> cases(Measurements measurements) {
        return Comparison.of(measurements.list(), measurements::titleWithThreads);
    }

    static List<Block> training(Measurements training) {
        List<Block> blocks = new ArrayList<>();
        Measurements steps = steps(training);
        if (!steps.isEmpty()) {
            blocks.add(
                    new Grid(
                            table("Network", Measure.IMAGES, steps)
                                    .of(
                                            "Training steps: forward, backward, update",
                                            cases(steps))));
            blocks.add(
                    ForkTable.of("Training steps", Measure.IMAGES, steps, steps::titleWithThreads));
            blocks.addAll(ratios("training", "images/s in training", Measure.IMAGES, steps));
            blocks.addAll(allocation("Allocated on the Java heap", "kB per step", steps));
        }
        Measurements epochs = epochs(training);
        if (!epochs.isEmpty()) {
            blocks.add(
                    new Grid(
                            table("Network", Measure.SECONDS, epochs)
                                    .of("The first epoch of a new JVM", cases(epochs))));
            blocks.add(ForkTable.of("Epochs", Measure.SECONDS, epochs, epochs::titleWithThreads));
        }
        return blocks;
    }

    static ComparisonTable table(String rowTitle, Measure measure, Measurements some) {
        return new ComparisonTable(rowTitle, measure, some.subjects(), each -> "");
    }

    /** Returns a chart of ratios to the best peer, if there is one. */
    static List<Block> ratios(
            String name, String what, Measure measure, Measurements measurements) {
        List<Comparison> cases = cases(measurements);
        if (Ratios.of(cases, measure).isEmpty()) {
            return List.of();
        }
        Map<String, List<Comparison>> groups = new LinkedHashMap<>();
        groups.put("Ratio to the best peer", cases);
        String caption =
                ("Lanewise compared with the best peer, %s: right of the line at 1 Lanewise is"
                                + " faster; the axis is logarithmic.")
                        .formatted(what);
        return List.of(
                new Figure(
                        name,
                        Charts.ratios(groups, measure),
                        caption,
                        Charts.ratiosInWords(groups, measure)));
    }

    /** Returns a table of bytes per call, if they were counted. */
    static List<Block> allocation(String caption, String unit, Measurements measurements) {
        Measurements counted =
                measurements.where(each -> each.mean(Measurement.ALLOCATION).isPresent());
        if (counted.isEmpty()) {
            return List.of();
        }
        Pivot pivot =
                new Pivot(
                        "Case",
                        measurements::titleWithThreads,
                        each -> Column.numbers(each.subject().name(), unit),
                        each -> Numbers.kilobytes(each.mean(Measurement.ALLOCATION)));
        return List.of(new Grid(pivot.of(caption, counted.list())));
    }
}
