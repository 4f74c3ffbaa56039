package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Axis.Tick;
import io.github.lanewise.mnist.page.Page.Section;
import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.mnist.report.SweepResult;
import io.github.lanewise.mnist.training.RateSweep.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The page of a search for a learning rate. */
public final class RatePage {
    private RatePage() {}

    /** Returns the text of the file. */
    public static String of(SweepResult result) {
        List<Section> sections =
                List.of(
                        new Section("result", "Result", page -> result(result, page)),
                        new Section("curve", "Curve", page -> curve(result, page)));
        return new Page("Learning rate", result.description(), sections).html();
    }

    private static void result(SweepResult result, Markup page) {
        result.sentences().forEach(sentence -> page.element("p", sentence));
    }

    private static void curve(SweepResult result, Markup page) {
        Curves.write(List.of(chart(result)), page);
        page.open("details").element("summary", "The same as a table");
        Table table = new Table("Loss at each learning rate", "learning rate", "loss", "smoothed");
        for (Point point : result.points()) {
            table.numbers(
                    Numbers.rate(point.rate()),
                    Figures.loss(point.loss()),
                    Figures.loss(point.smoothed()));
        }
        table.writeTo(page);
        page.close();
    }

    private static LineChart chart(SweepResult result) {
        List<Point> points = result.points();
        Series loss =
                new Series(
                        "loss",
                        IntStream.range(0, points.size())
                                .mapToObj(i -> new Series.Point(i, points.get(i).smoothed()))
                                .toList());
        List<Series> series = new ArrayList<>(List.of(loss));
        result.suggestion()
                .ifPresent(suggestion -> {
                    series.add(mark("one-cycle", points, suggestion.oneCycle()));
                    series.add(mark("constant", points, suggestion.constant()));
                });
        Axis values =
                Axis.covering(
                        points.stream().mapToDouble(Point::smoothed), 0, Double.POSITIVE_INFINITY);
        return new LineChart(
                "loss",
                "Smoothed training loss (mean cross-entropy in nats)",
                String.join(" ", result.sentences()),
                rates(points),
                values,
                series);
    }

    /** A line of one point: the step with the rate that is nearest to a suggested one. */
    private static Series mark(String name, List<Point> points, double rate) {
        int nearest = 0;
        for (int i = 1; i < points.size(); i++) {
            if (distance(points.get(i), rate) < distance(points.get(nearest), rate)) {
                nearest = i;
            }
        }
        return new Series(name, List.of(new Series.Point(nearest, points.get(nearest).smoothed())));
    }

    private static double distance(Point point, double rate) {
        return Math.abs(Math.log(point.rate() / rate));
    }

    /** The rates grow by the same factor from step to step: over steps the axis is logarithmic. */
    private static NumberAxis rates(List<Point> points) {
        int last = Math.max(1, points.size() - 1);
        double first = Math.log10(points.getFirst().rate());
        double range = Math.log10(points.getLast().rate()) - first;
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.ceil(first); power <= first + range; power++) {
            ticks.add(new Tick((power - first) / range * last, "1e" + power));
        }
        return new NumberAxis(
                "learning rate", 0, last, ticks, step -> Numbers.rate(points.get(step).rate()));
    }
}
