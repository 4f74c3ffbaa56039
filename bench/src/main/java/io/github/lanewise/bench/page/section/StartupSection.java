package io.github.lanewise.bench.page.section;

import io.github.lanewise.bench.page.chart.LineChart;
import io.github.lanewise.bench.page.chart.LineChart.Curve;
import io.github.lanewise.bench.page.chart.LineChart.Sample;
import io.github.lanewise.bench.page.chart.Numbers;
import io.github.lanewise.bench.page.content.Block;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Table;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.Measurement;
import io.github.lanewise.bench.report.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the start of a JVM to the first prediction, and the first seconds of training. */
final class StartupSection {
    /** Of an iteration of a warm-up benchmark, if it did not count its steps. */
    private static final double SECONDS = 0.25;

    private static final String STEPS = "steps";

    private static final List<Integer> TABLE_SECONDS = List.of(1, 2, 3, 4, 5);

    private StartupSection() {}

    private static boolean isWarmUp(Measurement measurement) {
        return measurement.benchmark().split("\\.", 2)[0].endsWith("WarmUp");
    }

    static Measurements starts(Measurements startup) {
        return startup.where(each -> !isWarmUp(each));
    }

    static List<Block> blocks(Measurements startup) {
        List<Block> blocks = new ArrayList<>();
        Measurements starts = starts(startup);
        if (!starts.isEmpty()) {
            List<Comparison> cases = TrainingSection.cases(starts);
            blocks.add(
                    new Grid(
                            TrainingSection.table("Program", Measure.MILLISECONDS, starts)
                                    .of("From the start of a JVM to its first prediction", cases)));
            blocks.add(
                    ForkTable.of("Starts", Measure.MILLISECONDS, starts, starts::titleWithThreads));
            blocks.add(
                    Charts.valuesFigure(
                            "startup",
                            "Milliseconds to the first prediction; shorter is faster.",
                            cases,
                            Measure.MILLISECONDS,
                            starts));
        }
        Measurements warmUps = startup.where(StartupSection::isWarmUp);
        int number = 0;
        for (Comparison each : TrainingSection.cases(warmUps)) {
            number++;
            blocks.addAll(warmUp("warm-up-" + number, each, warmUps));
        }
        return blocks;
    }

    private static List<Block> warmUp(String name, Comparison comparison, Measurements subjects) {
        List<Curve> curves = new ArrayList<>();
        for (String subject : subjects.subjects()) {
            comparison
                    .by(subject)
                    .map(StartupSection::samples)
                    .filter(samples -> !samples.isEmpty())
                    .ifPresent(samples ->
                            curves.add(new Curve(subject, subjects.ink(subject), samples)));
        }
        if (curves.isEmpty()) {
            return List.of();
        }
        String caption =
                ("%s: images per second in the first seconds of training in a new JVM; the line is"
                                + " the mean of the forks, the band their range.")
                        .formatted(comparison.title());
        Table table = table(comparison.title(), curves);
        return List.of(
                new Figure(
                        name,
                        new LineChart("seconds since the first step", "images/s", curves),
                        caption,
                        inWords(curves)),
                new Grid(table));
    }

    private static List<Sample> samples(Measurement measurement) {
        List<double[]> forks =
                Optional.ofNullable(measurement.quantities().get(Measurement.IMAGES))
                        .orElse(List.of());
        int iterations = forks.stream().mapToInt(fork -> fork.length).min().orElse(0);
        List<Sample> samples = new ArrayList<>();
        double begin = 0;
        for (int i = 0; i < iterations; i++) {
            int iteration = i;
            double[] values = forks.stream().mapToDouble(fork -> fork[iteration]).toArray();
            double seconds = seconds(measurement, i);
            samples.add(
                    new Sample(
                            begin + seconds / 2,
                            Statistics.mean(values),
                            Statistics.smallest(values),
                            Statistics.largest(values)));
            begin += seconds;
        }
        return samples;
    }

    /** Returns how long an iteration took, in the mean of the forks: its steps by their rate. */
    private static double seconds(Measurement measurement, int iteration) {
        List<double[]> steps = measurement.quantities().getOrDefault(STEPS, List.of());
        double sum = 0;
        for (int fork = 0; fork < steps.size(); fork++) {
            sum += steps.get(fork)[iteration] / measurement.score().get(fork)[iteration];
        }
        return steps.isEmpty() ? SECONDS : sum / steps.size();
    }

    private static double meanOfSecond(Curve curve, int second) {
        return curve.samples().stream()
                .filter(sample -> Math.ceil(sample.x()) == second)
                .mapToDouble(Sample::mean)
                .average()
                .orElse(Double.NaN);
    }

    private static Table table(String title, List<Curve> curves) {
        List<Column> columns = new ArrayList<>(List.of(Column.words("By")));
        TABLE_SECONDS.forEach(
                second -> columns.add(Column.numbers("Second " + second, "images/s")));
        List<List<Cell>> rows = new ArrayList<>();
        for (Curve curve : curves) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(curve.name())));
            TABLE_SECONDS.forEach(
                    second -> row.add(Cell.of(Numbers.of(meanOfSecond(curve, second)))));
            rows.add(row);
        }
        return new Table("The first seconds: " + title, columns, rows, List.of());
    }

    private static String inWords(List<Curve> curves) {
        List<String> words = new ArrayList<>();
        for (Curve curve : curves) {
            words.add(
                    "%s from %s in the first second to %s at the end"
                            .formatted(
                                    curve.name(),
                                    Numbers.of(meanOfSecond(curve, 1)),
                                    Numbers.of(curve.samples().getLast().mean())));
        }
        return "Images per second: %s.".formatted(String.join("; ", words));
    }
}
