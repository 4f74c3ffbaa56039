package io.github.lanewise.bench.report;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The few figures of a report that a README shows, as Markdown. */
final class ReadmeFigures {
    private static final double MEDIAN = 50;

    private final Results results;

    private ReadmeFigures(Results results) {
        this.results = results;
    }

    /** Returns a line on the machine and up to three tables, or nothing if no table has a row. */
    static String of(Results results, String link) {
        ReadmeFigures figures = new ReadmeFigures(results);
        List<PeerTable> tables =
                Stream.of(figures.convolution(), figures.training(), figures.inference())
                        .filter(table -> !table.shown().isEmpty())
                        .toList();
        if (tables.isEmpty()) {
            return "";
        }
        return tables.stream()
                .map(PeerTable::toString)
                .collect(Collectors.joining("\n\n", figures.origin(tables, link) + "\n\n", ""));
    }

    private PeerTable convolution() {
        List<Measurement> counted = those(Area.CONVOLUTION, m -> has(m, Measurement.GFLOPS));
        return new PeerTable(
                        "convolution",
                        ReadmeLayers.chosen(PeerRatios.mostThreads(PeerRatios.of(counted))),
                        ReadmeLayers::title)
                .ours("Lanewise, GFLOP/s", ReadmeFigures::gflops)
                .ours(
                        "of the FMA peak",
                        m -> format("%.0f %%", 100, m.mean(Measurement.PEAK_SHARE)))
                .peer("GFLOP/s", ReadmeFigures::gflops);
    }

    private PeerTable training() {
        List<Measurement> counted = those(Area.TRAINING, m -> has(m, Measurement.IMAGES));
        return new PeerTable(
                        "training",
                        PeerRatios.mostThreads(PeerRatios.of(counted)),
                        m -> m.subject().label())
                .ours("Lanewise, images/s", ReadmeFigures::images)
                .peer("images/s", ReadmeFigures::images);
    }

    private PeerTable inference() {
        List<Measurement> sampled = those(Area.INFERENCE, m -> m.percentiles().containsKey(MEDIAN));
        return new PeerTable(
                        "inference",
                        PeerRatios.mostThreads(
                                PeerRatios.of(sampled, m -> 1 / medianMicroseconds(m))),
                        ReadmeFigures::batch)
                .ours("Lanewise, median in µs", ReadmeFigures::median)
                .peer("median in µs", ReadmeFigures::median);
    }

    private List<Measurement> those(Area area, Predicate<Measurement> condition) {
        return results.measurements().stream()
                .filter(measurement -> measurement.subject().area() == area)
                .filter(condition)
                .toList();
    }

    private static boolean has(Measurement measurement, String quantity) {
        return measurement.quantities().containsKey(quantity);
    }

    private static String gflops(Measurement measurement) {
        return format("%.1f", 1, measurement.mean(Measurement.GFLOPS));
    }

    private static String images(Measurement measurement) {
        return format("%,.0f", 1, measurement.mean(Measurement.IMAGES));
    }

    private static String median(Measurement measurement) {
        return format("%,.1f", 1, OptionalDouble.of(medianMicroseconds(measurement)));
    }

    private static double medianMicroseconds(Measurement measurement) {
        double unit = measurement.microseconds() / measurement.meanScore();
        return measurement.percentiles().getOrDefault(MEDIAN, Double.NaN) * unit;
    }

    private static String format(String format, double factor, OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
                : PeerTable.NOTHING;
    }

    /** Returns the network and the number of images, unless the label has that. */
    private static String batch(Measurement measurement) {
        String label = measurement.subject().label();
        String images = measurement.parameters().getOrDefault("images", "");
        if (images.isEmpty() || label.contains("image")) {
            return label;
        }
        return "%s, %s image%s".formatted(label, images, images.equals("1") ? "" : "s");
    }

    private String origin(List<PeerTable> tables, String link) {
        Map<String, String> machine = results.machine();
        IntSummaryStatistics forks =
                tables.stream()
                        .flatMap(table -> table.shown().stream())
                        .mapToInt(measurement -> measurement.score().size())
                        .summaryStatistics();
        String range = forks.getMin() == forks.getMax() ? "%2$d" : "%1$d to %2$d";
        return "Measured on %s: %s, %s, %s lanes, %s JVMs for each figure; everything else: [%s](%s)."
                .formatted(
                        machine.getOrDefault("date", "an unknown day").replaceFirst("T.*", ""),
                        machine.getOrDefault("cpu", "an unknown processor"),
                        machine.getOrDefault("jvm", "an unknown JVM"),
                        machine.getOrDefault("lanes", "unknown"),
                        range.formatted(forks.getMin(), forks.getMax()),
                        "the report",
                        link);
    }
}
