package io.github.lanewise.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Measurements as a table; a cell is empty where a benchmark does not count that. */
public final class MeasurementTable {
    private static final double MICROSECONDS = 1e6;

    private MeasurementTable() {}

    /** Returns the table in Markdown. */
    public static String of(List<Measurement> measurements) {
        MarkdownTable table =
                new MarkdownTable(
                        "benchmark",
                        "µs per call",
                        "GFLOP/s",
                        "of the FMA peak",
                        "GB/s",
                        "images/s",
                        "B allocated per call",
                        "spread of forks");
        for (Measurement m : measurements) {
            double calls = m.mean(Measurement.CALLS).orElseThrow();
            table.row(
                    m.title(),
                    format("%.2f", OptionalDouble.of(MICROSECONDS / calls), 1),
                    format("%.1f", m.mean(Measurement.GFLOPS), 1),
                    format("%.1f %%", m.mean(Measurement.PEAK_SHARE), 100),
                    format("%.1f", m.mean(Measurement.GIGABYTES), 1),
                    format("%,.0f", m.mean(Measurement.IMAGES), 1),
                    format("%,.0f", m.mean(Measurement.ALLOCATION), 1),
                    format("%.1f %%", m.spread(), 100));
        }
        return table.toString();
    }

    private static String format(String format, OptionalDouble value, double factor) {
        return value.isPresent()
                ? String.format(Locale.ROOT, format, value.getAsDouble() * factor)
                : "";
    }
}
