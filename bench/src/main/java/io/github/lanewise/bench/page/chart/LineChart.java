package io.github.lanewise.bench.page.chart;

import io.github.lanewise.bench.page.chart.Canvas.Anchor;
import io.github.lanewise.bench.page.chart.Canvas.Lettering;
import io.github.lanewise.bench.page.chart.Canvas.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Curves over time, with the range of the forks behind each.
 *
 * @param xTitle what is on the horizontal axis
 * @param yTitle what is on the vertical axis
 */
public record LineChart(String xTitle, String yTitle, List<Curve> curves) implements Chart {
    /** A curve from left to right. */
    public record Curve(String name, Ink ink, List<Sample> samples) {}

    /**
     * A point of a curve.
     *
     * @param low smallest of the forks
     * @param high largest of the forks
     */
    public record Sample(double x, double mean, double low, double high) {}

    private static final Lettering AXIS = new Lettering(11, Anchor.MIDDLE, Ink.MUTED, false);
    private static final double BOTTOM = 38;
    private static final double RIGHT = 10;

    @Override
    public double height(double width) {
        return legend(width).height() + Math.clamp(width * 0.45, 220, 340);
    }

    private Legend legend(double width) {
        Map<String, Ink> names = new LinkedHashMap<>();
        curves.forEach(curve -> names.put(curve.name(), curve.ink()));
        return Legend.of(names, width);
    }

    /** Where values are. */
    private record Plot(Scale xScale, Scale yScale, Point upperLeft, Point lowerRight) {
        double x(double value) {
            double width = lowerRight.x() - upperLeft.x();
            return upperLeft.x() + width * xScale.position(value);
        }

        double y(double value) {
            double height = lowerRight.y() - upperLeft.y();
            return lowerRight.y() - height * yScale.position(value);
        }

        Point at(double x, double y) {
            return new Point(x(x), y(y));
        }
    }

    @Override
    public void draw(Canvas canvas, double width) {
        Legend legend = legend(width);
        legend.draw(canvas, 0);
        Scale yScale = Scale.fromZero(samples(Sample::high));
        double left = 8 + widest(yScale);
        double title = legend.height() + 12;
        canvas.text(new Point(0, title), yTitle, AXIS.at(Anchor.START));
        Point upperLeft = new Point(left, title + 12);
        Point lowerRight = new Point(width - RIGHT, height(width) - BOTTOM);
        double last = Math.ceil(samples(Sample::x).max().orElse(1));
        Plot plot = new Plot(new Scale(0, last, false), yScale, upperLeft, lowerRight);
        axes(canvas, plot);
        curves.forEach(curve -> band(canvas, plot, curve));
        curves.forEach(curve -> line(canvas, plot, curve));
    }

    private DoubleStream samples(ToDoubleFunction<Sample> value) {
        return curves.stream().flatMap(curve -> curve.samples().stream()).mapToDouble(value);
    }

    private static double widest(Scale scale) {
        return scale.ticks(6).stream()
                .mapToDouble(tick -> TextWidth.of(Numbers.plain(tick), AXIS.size()))
                .max()
                .orElse(0);
    }

    private void axes(Canvas canvas, Plot plot) {
        double left = plot.upperLeft().x();
        double right = plot.lowerRight().x();
        double bottom = plot.lowerRight().y();
        for (double tick : plot.yScale().ticks(6)) {
            double y = plot.y(tick);
            canvas.line(new Point(left, y), new Point(right, y), Ink.GRID, 1);
            canvas.text(new Point(left - 6, y + 4), Numbers.plain(tick), AXIS.at(Anchor.END));
        }
        for (double tick : plot.xScale().ticks(6)) {
            double x = plot.x(tick);
            canvas.line(new Point(x, bottom), new Point(x, bottom + 4), Ink.MUTED, 1);
            canvas.text(new Point(x, bottom + 17), Numbers.plain(tick), AXIS);
        }
        canvas.text(new Point((left + right) / 2, bottom + 33), xTitle, AXIS);
    }

    private static void band(Canvas canvas, Plot plot, Curve curve) {
        List<Point> outline = new ArrayList<>();
        curve.samples().forEach(sample -> outline.add(plot.at(sample.x(), sample.high())));
        curve.samples()
                .reversed()
                .forEach(sample -> outline.add(plot.at(sample.x(), sample.low())));
        canvas.wash(outline, curve.ink());
    }

    private static void line(Canvas canvas, Plot plot, Curve curve) {
        List<Point> points =
                curve.samples().stream().map(sample -> plot.at(sample.x(), sample.mean())).toList();
        canvas.line(points, curve.ink(), 2);
    }
}
