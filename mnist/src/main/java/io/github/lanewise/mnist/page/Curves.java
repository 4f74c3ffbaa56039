package io.github.lanewise.mnist.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** The charts of a run, or of several runs on one page. */
final class Curves {
    private static final double PERCENT = 100;

    /** A figure of the metrics. */
    private enum Figure {
        LOSS("loss", "mean cross-entropy in nats", 1, Double.POSITIVE_INFINITY, false),
        ACCURACY("accuracy", "% of the images", PERCENT, PERCENT, false),
        RATE("learning rate", "at the last step of the epoch", 1, Double.POSITIVE_INFINITY, true),
        SPEED("throughput", "training images per second", 1, Double.POSITIVE_INFINITY, true);

        private final String title;
        private final String unit;
        private final double factor;
        private final double most;
        private final boolean fromZero;

        Figure(String title, String unit, double factor, double most, boolean fromZero) {
            this.title = title;
            this.unit = unit;
            this.factor = factor;
            this.most = most;
            this.fromZero = fromZero;
        }

        private Axis axis(List<Series> series) {
            DoubleStream values =
                    series.stream()
                            .flatMap(line -> line.drawable().stream())
                            .mapToDouble(Series.Point::value);
            return Axis.covering(
                    fromZero ? DoubleStream.concat(values, DoubleStream.of(0)) : values, 0, most);
        }

        private LineChart chart(String id, String before, List<Series> series) {
            String all = before + title;
            String name = Character.toUpperCase(all.charAt(0)) + all.substring(1);
            String lines =
                    series.stream()
                            .map(line -> (line.name() + " " + Figures.range(line)).strip())
                            .collect(Collectors.joining("; "));
            return LineChart.ofEpochs(
                    id,
                    name + " (" + unit + ")",
                    name + " over the epochs: " + lines,
                    axis(series),
                    series);
        }
    }

    private Curves() {}

    /** Returns the charts of one run, with its training and test images in the same charts. */
    static List<LineChart> of(RunRecord run) {
        return List.of(
                Figure.LOSS.chart("loss", "", parts(run, "loss", 1)),
                Figure.ACCURACY.chart("accuracy", "", parts(run, "accuracy", PERCENT)),
                Figure.RATE.chart("rate", "", List.of(run.series("", "learning_rate", 1))),
                Figure.SPEED.chart("speed", "", List.of(run.series("", "images_per_second", 1))));
    }

    private static List<Series> parts(RunRecord run, String figure, double factor) {
        List<Series> parts = new ArrayList<>();
        parts.add(run.series("training", "train_" + figure, factor));
        parts.add(run.series("test", "test_" + figure, factor));
        if (run.has("validation_" + figure)) {
            parts.add(run.series("validation", "validation_" + figure, factor));
        }
        return parts;
    }

    /**
     * Returns the charts of runs, each with a line for each run; those of validation images, if any
     * run held some out, with a line for each that did.
     */
    static List<LineChart> of(List<NamedRun> runs) {
        boolean validated = runs.stream().anyMatch(named -> named.run().has("validation_loss"));
        List<LineChart> charts = new ArrayList<>();
        charts.add(chart(Figure.LOSS, "training ", "train_loss", runs));
        charts.add(chart(Figure.LOSS, "test ", "test_loss", runs));
        if (validated) {
            charts.add(chart(Figure.LOSS, "validation ", "validation_loss", runs));
        }
        charts.add(chart(Figure.ACCURACY, "training ", "train_accuracy", runs));
        charts.add(chart(Figure.ACCURACY, "test ", "test_accuracy", runs));
        if (validated) {
            charts.add(chart(Figure.ACCURACY, "validation ", "validation_accuracy", runs));
        }
        charts.add(chart(Figure.RATE, "", "learning_rate", runs));
        charts.add(chart(Figure.SPEED, "", "images_per_second", runs));
        return charts;
    }

    private static LineChart chart(Figure figure, String before, String name, List<NamedRun> runs) {
        List<Series> lines =
                runs.stream()
                        .map(named -> named.run().series(named.letter(), name, figure.factor))
                        .toList();
        return figure.chart(name, before, lines);
    }

    /** Writes charts beside each other where there is room. */
    static void write(List<LineChart> charts, Markup page) {
        page.open("div", "class", "charts");
        charts.forEach(chart -> chart.writeTo(page));
        page.close();
    }
}
