package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Products of matrices, and layers that are not convolutions. */
final class ComputeSections {
    private ComputeSections() {}

    static List<Block> products(Measurements products) {
        List<Comparison> cases = Comparison.of(products.list(), products::titleWithThreads);
        ComparisonTable table =
                new ComparisonTable(
                        "Product",
                        Measure.GFLOPS,
                        products.subjects(),
                        each -> each.parameter("extents"));
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Grid(table.of("Products: rows × steps × columns", cases)));
        blocks.add(ForkTable.of("Products", Measure.GFLOPS, products, products::titleWithThreads));
        if (products.subjects().size() > 1) {
            String caption = "GFLOP/s per product; longer is faster.";
            blocks.add(Charts.valuesFigure("products", caption, cases, Measure.GFLOPS, products));
        }
        return blocks;
    }

    static List<Block> layers(Measurements layers) {
        List<Column> columns =
                List.of(
                        Column.words("Layer"),
                        Column.numbers("Time", "µs per call"),
                        Column.numbers("Speed", Measure.GFLOPS.unit()),
                        Column.numbers("Traffic", Measure.GIGABYTES.unit()),
                        Column.numbers("Share", "% of FMA peak"));
        List<List<Cell>> rows = new ArrayList<>();
        for (Measurement each : layers.list()) {
            Cell time = Cell.of(Numbers.of(each.microseconds()));
            double share = each.mean(Measurement.PEAK_SHARE).orElse(Double.NaN);
            rows.add(
                    List.of(
                            Cell.of(layers.titleWithThreads(each), details(each)),
                            each.unstable() ? time.marked("unstable") : time,
                            Cell.of(Numbers.of(each.mean(Measurement.GFLOPS))),
                            Cell.of(Numbers.of(each.mean(Measurement.GIGABYTES))),
                            Cell.of(Numbers.percent(share))));
        }
        Table table = new Table("Layers and optimizers of Lanewise", columns, rows, List.of());
        return List.of(
                new Grid(table),
                ForkTable.of("Layers", Measure.MICROSECONDS, layers, ComputeSections::layerCase));
    }

    private static String details(Measurement measurement) {
        String parameters =
                measurement.parameters().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
        return parameters.isEmpty()
                ? measurement.benchmark()
                : measurement.benchmark() + ", " + parameters;
    }

    private static String layerCase(Measurement measurement) {
        return "%s (%s)".formatted(measurement.subject().label(), details(measurement));
    }
}
