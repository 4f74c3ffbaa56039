package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Block.Paragraph;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** The peak of multiply-adds and the bandwidths. */
final class LimitsSection {
    private static final String BANDWIDTH = "BandwidthBenchmark.";
    private static final String FMA_PEAK = "FmaPeakBenchmark.";

    private LimitsSection() {}

    private static Measurements peaks(Measurements limits) {
        return limits.where(each -> each.benchmark().startsWith(FMA_PEAK));
    }

    private static Measurements bandwidths(Measurements limits) {
        return limits.where(each -> each.benchmark().startsWith(BANDWIDTH));
    }

    /** Returns the limits of the whole machine for the first screen: 1 and N threads. */
    static List<Block> summary(Measurements limits) {
        if (peaks(limits).isEmpty() && bandwidths(limits).isEmpty()) {
            return List.of();
        }
        List<Integer> threads = limits.threadCounts();
        List<Column> columns = new ArrayList<>(List.of(Column.words("Measured limit")));
        threads.forEach(
                count -> columns.add(Column.numbers(Measurements.threadsInWords(count), "")));
        List<List<Cell>> rows = new ArrayList<>();
        addRow(rows, "FMA peak, GFLOP/s", threads, n -> largest(peaks(limits), n, Measure.GFLOPS));
        Measurements memory = bandwidths(limits).where("level", "MEMORY");
        for (String access : List.of("READ", "WRITE", "COPY")) {
            Measurements some = memory.where("access", access);
            String title = "Memory %s, GB/s".formatted(access.toLowerCase(Locale.ROOT));
            addRow(rows, title, threads, n -> largest(some, n, Measure.GIGABYTES));
        }
        return List.of(new Grid(new Table("Limits of this machine", columns, rows, List.of())));
    }

    private static void addRow(
            List<List<Cell>> rows,
            String title,
            List<Integer> threads,
            ToDoubleFunction<Integer> value) {
        List<Cell> row = new ArrayList<>(List.of(Cell.of(title)));
        threads.forEach(count -> row.add(Cell.of(Numbers.of(value.applyAsDouble(count)))));
        if (row.stream().skip(1).anyMatch(cell -> !cell.text().equals(Numbers.NONE))) {
            rows.add(row);
        }
    }

    private static double largest(Measurements measurements, int threads, Measure measure) {
        OptionalDouble largest =
                measurements.threads(threads).list().stream()
                        .mapToDouble(measure.value())
                        .filter(Double::isFinite)
                        .max();
        return largest.orElse(Double.NaN);
    }

    static List<Block> blocks(Measurements limits) {
        List<Block> blocks = new ArrayList<>();
        Measurements peaks = peaks(limits);
        if (!peaks.isEmpty()) {
            blocks.add(
                    new Paragraph(
                            "Independent chains of multiply-adds in registers show how many"
                                    + " operations the processor can finish; shares of the peak"
                                    + " elsewhere refer to the peak that was measured around the"
                                    + " same iterations."));
            blocks.add(new Grid(peakTable(peaks)));
            blocks.add(ForkTable.of("FMA peak", Measure.GFLOPS, peaks, LimitsSection::peakCase));
        }
        Measurements bandwidths = bandwidths(limits);
        if (!bandwidths.isEmpty()) {
            blocks.add(new Grid(bandwidthTable(bandwidths)));
            blocks.add(
                    ForkTable.of(
                            "Bandwidth",
                            Measure.GIGABYTES,
                            bandwidths,
                            LimitsSection::bandwidthCase));
        }
        return blocks;
    }

    private static Table peakTable(Measurements peaks) {
        List<Measurement> fewThreadsFirst =
                peaks.list().stream()
                        .sorted(Comparator.comparingInt(Measurement::threads))
                        .toList();
        return new Pivot(
                        "Vectors of",
                        LimitsSection::width,
                        each -> Column.numbers(threads(each), Measure.GFLOPS.unit()),
                        each -> Numbers.of(each.mean(Measurement.GFLOPS)))
                .of("FMA peak", fewThreadsFirst);
    }

    private static Table bandwidthTable(Measurements bandwidths) {
        List<Measurement> fewThreadsFirst =
                bandwidths.list().stream()
                        .sorted(Comparator.comparingInt(Measurement::threads))
                        .toList();
        return new Pivot(
                        "Data in",
                        LimitsSection::level,
                        each -> Column.numbers(access(each), "GB/s, " + threads(each)),
                        each -> Numbers.of(each.mean(Measurement.GIGABYTES)))
                .of("Bandwidth", fewThreadsFirst);
    }

    private static String peakCase(Measurement measurement) {
        return "%s, %s".formatted(width(measurement), threads(measurement));
    }

    private static String bandwidthCase(Measurement measurement) {
        return "%s %s, %s".formatted(level(measurement), access(measurement), threads(measurement));
    }

    private static String width(Measurement measurement) {
        String width = measurement.parameters().get("width");
        return width == null ? "as wide as they come" : width + " bits";
    }

    private static String level(Measurement measurement) {
        String level = measurement.parameters().getOrDefault("level", Numbers.NONE);
        return level.equals("MEMORY") ? "memory" : level;
    }

    private static String access(Measurement measurement) {
        return measurement
                .parameters()
                .getOrDefault("access", Numbers.NONE)
                .toLowerCase(Locale.ROOT);
    }

    private static String threads(Measurement measurement) {
        return Measurements.threadsInWords(measurement.threads());
    }
}
