package io.github.lanewise.bench.report;

import io.github.lanewise.bench.report.Change.Verdict;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code --compare}: prints what got faster or slower from one results file to another. */
public final class CompareCommand {
    private static final String METHOD =
            """
            Speeds are compared as shares of the FMA peak where both files have them, else by the score.
            The peak is measured around the same iterations, so a clock that changed between the runs
            does not show as a change. Equal means that the intervals overlap: from the smallest to
            the largest mean of a fork, widened to the 95 % confidence interval of their mean (that of
            the iterations if there is one fork; a single number alone is given ±7.5 %).
            """;

    /** From here on digits behind the point say nothing. */
    private static final double LARGE = 1000;

    private CompareCommand() {}

    /**
     * Compares two files of {@link ResultsFile}.
     *
     * @param out gets Markdown
     * @return exit status: 0, or 3 if something got slower by more than 10 % and by more than noise
     * @throws ReportException if a file cannot be read, or they have no benchmark in common
     */
    public static int compare(Path old, Path now, PrintStream out) {
        Comparison comparison = Comparison.of(ResultsFile.read(old), ResultsFile.read(now));
        if (comparison.changes().isEmpty()) {
            throw new ReportException(
                    "%s and %s have no benchmark in common; compare runs of the same selection."
                            .formatted(old, now));
        }
        out.println(text(comparison));
        return comparison.exitStatus();
    }

    /** Returns warning, changes, counts, and what is in one file only. */
    static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        if (!comparison.differences().isEmpty()) {
            text.append("Warning: the machines differ (")
                    .append(String.join("; ", comparison.differences()))
                    .append("), so a change may be theirs and not the program's.\n\n");
        }
        List<Change> slower = comparison.with(Verdict.SLOWER);
        List<Change> faster = comparison.with(Verdict.FASTER);
        if (!slower.isEmpty() || !faster.isEmpty()) {
            text.append(table(slower, faster)).append("\n\n");
        }
        text.append(
                "%d slower, %d of them Lanewise by more than 10 %%; %d faster; %d equal.%n"
                        .formatted(
                                slower.size(),
                                comparison.regressions(),
                                faster.size(),
                                comparison.with(Verdict.EQUAL).size()));
        text.append(list("Only in the old file", comparison.onlyOld()));
        text.append(list("Only in the new file", comparison.onlyNew()));
        return text.append('\n').append(METHOD).toString().stripTrailing();
    }

    /** Lists the slowest and then the fastest first. */
    private static MarkdownTable table(List<Change> slower, List<Change> faster) {
        MarkdownTable table =
                new MarkdownTable(
                        "what", "who", "measured by", "old", "new", "new/old speed", "verdict");
        Comparator<Change> bySpeed = Comparator.comparingDouble(Change::speed);
        Stream.concat(slower.stream().sorted(bySpeed), faster.stream().sorted(bySpeed.reversed()))
                .forEach(change -> {
                    Measurement what = change.after().first();
                    table.row(
                            change.after().title(),
                            what.subject().name() + ", " + what.benchmark(),
                            change.byPeakShare() ? "share of the peak" : what.unit(),
                            number(change, change.old()),
                            number(change, change.now()),
                            String.format(Locale.ROOT, "%.3f", change.speed()),
                            change.words());
                });
        return table;
    }

    private static String number(Change change, Interval interval) {
        double mean = interval.mean();
        if (change.byPeakShare()) {
            return String.format(Locale.ROOT, "%.1f %%", 100 * mean);
        }
        return String.format(Locale.ROOT, mean < LARGE ? "%.4g" : "%,.0f", mean);
    }

    private static String list(String title, List<PooledMeasurement> measurements) {
        if (measurements.isEmpty()) {
            return "";
        }
        StringBuilder list = new StringBuilder("\n").append(title).append(":\n\n");
        for (PooledMeasurement measurement : measurements) {
            list.append("- ")
                    .append(measurement.first().subject().name())
                    .append(", ")
                    .append(measurement.first().benchmark())
                    .append(": ")
                    .append(measurement.title())
                    .append('\n');
        }
        return list.toString();
    }
}
