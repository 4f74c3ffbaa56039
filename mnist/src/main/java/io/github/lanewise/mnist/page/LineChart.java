package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.page.Series.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lines over epochs, or what else their points are numbered by, as inline SVG, whose colours come
 * from the style sheet of the page.
 *
 * @param id of the element, without spaces, different from that of other charts of the page
 * @param title what is shown, with its unit
 * @param description the same in words, for those who do not see the chart
 * @param numbers the horizontal axis
 * @param values the vertical axis
 * @param series the lines; beyond the eighth the colours come again
 */
record LineChart(
        String id,
        String title,
        String description,
        NumberAxis numbers,
        Axis values,
        List<Series> series) {
    /** Colours in the style sheet. */
    private static final int COLOURS = 8;

    private static final int WIDTH = 360;
    private static final int HEIGHT = 220;
    private static final int LEFT = 52;
    private static final int TOP = 12;
    private static final int BOTTOM = HEIGHT - 36;

    /** Room for the names of the lines at their ends, in units per letter. */
    private static final double LETTER = 6.6;

    /** Least distance of two names. */
    private static final double LINE_HEIGHT = 13;

    /** Lines with more points have no dots. */
    private static final int MOST_DOTS = 60;

    /** Copies the lines. */
    LineChart {
        series = List.copyOf(series);
    }

    /** Lines over epochs. */
    static LineChart ofEpochs(
            String id, String title, String description, Axis values, List<Series> series) {
        return new LineChart(id, title, description, NumberAxis.epochs(series), values, series);
    }

    /** Writes the chart, or one sentence where there is nothing to draw. */
    void writeTo(Markup page) {
        page.open("figure").element("figcaption", title);
        if (series.stream().allMatch(line -> line.drawable().isEmpty())) {
            page.element("p", "There is no finite value to draw.", "class", "note").close();
            return;
        }
        page.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-labelledby",
                id + "-title " + id + "-description");
        page.element("title", title, "id", id + "-title");
        page.element("desc", description, "id", id + "-description");
        axes(page);
        for (int index = 0; index < series.size(); index++) {
            line(page, series.get(index), index);
        }
        names(page);
        page.close().close();
    }

    private double right() {
        int letters = series.stream().mapToInt(line -> line.name().length()).max().orElse(0);
        return WIDTH - 12 - LETTER * letters;
    }

    private double x(double number) {
        return LEFT + (right() - LEFT) * numbers.position(number);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * values.position(value);
    }

    private void axes(Markup page) {
        for (Axis.Tick tick : values.ticks()) {
            String y = units(y(tick.value()));
            page.empty(
                    "line",
                    "class",
                    "grid",
                    "x1",
                    units(LEFT),
                    "x2",
                    units(right()),
                    "y1",
                    y,
                    "y2",
                    y);
            text(page, tick.label(), LEFT - 6, y(tick.value()) + 4, "end");
        }
        for (Axis.Tick tick : numbers.ticks()) {
            text(page, tick.label(), x(tick.value()), BOTTOM + 16, "middle");
        }
        text(page, numbers.name(), (LEFT + right()) / 2, BOTTOM + 31, "middle");
    }

    private static void text(Markup page, String text, double x, double y, String anchor) {
        page.element("text", text, "x", units(x), "y", units(y), "text-anchor", anchor);
    }

    private void line(Markup page, Series line, int colour) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (Point point : line.points()) {
            if (point.drawable()) {
                path.append(pen ? 'L' : 'M')
                        .append(units(x(point.number())))
                        .append(' ')
                        .append(units(y(point.value())));
            }
            pen = point.drawable();
        }
        page.empty("path", "class", "line colour-" + colour % COLOURS, "d", path.toString());
        List<Point> dots = line.drawable();
        if (dots.size() <= MOST_DOTS) {
            dots.forEach(point -> dot(page, line, point, colour));
        }
    }

    /** Browsers show the title where the pointer rests. */
    private void dot(Markup page, Series line, Point point, int colour) {
        page.open(
                "circle",
                "class",
                "dot colour-" + colour % COLOURS,
                "cx",
                units(x(point.number())),
                "cy",
                units(y(point.value())),
                "r",
                "2.5");
        String value = String.format(Locale.ROOT, "%.5g", point.value());
        String name = line.name().isEmpty() ? "" : line.name() + ", ";
        String number = numbers.name() + " " + numbers.label().apply(point.number());
        page.element("title", name + number + ": " + value).close();
    }

    /** The last point of a line. */
    private record End(int index, String name, Point point) {}

    /** Names stand at the ends of their lines, moved apart where lines end close to each other. */
    private void names(Markup page) {
        Map<Integer, List<End>> byNumber =
                ends().stream()
                        .collect(
                                Collectors.groupingBy(
                                        end -> end.point().number(),
                                        TreeMap::new,
                                        Collectors.toList()));
        byNumber.forEach((number, ends) -> names(page, x(number) + 6, ends));
    }

    private void names(Markup page, double x, List<End> ends) {
        // Names of many lines overlap, but stay in the chart.
        int gaps = Math.max(1, ends.size() - 1);
        double distance = Math.min(LINE_HEIGHT, (double) (BOTTOM - TOP) / gaps);
        double lowest = BOTTOM - distance * (ends.size() - 1);
        double y = Double.NEGATIVE_INFINITY;
        for (End end : ends) {
            y = Math.max(y + distance, Math.min(y(end.point().value()), lowest));
            lowest += distance;
            page.element(
                    "text",
                    end.name(),
                    "class",
                    "name colour-" + end.index() % COLOURS,
                    "x",
                    units(x),
                    "y",
                    units(y + 4));
        }
    }

    /** Returns the ends of the lines from the top to the bottom. */
    private List<End> ends() {
        List<End> ends = new ArrayList<>();
        for (int index = 0; index < series.size(); index++) {
            List<Point> drawable = series.get(index).drawable();
            if (!drawable.isEmpty() && !series.get(index).name().isEmpty()) {
                ends.add(new End(index, series.get(index).name(), drawable.getLast()));
            }
        }
        ends.sort(Comparator.comparingDouble((End end) -> end.point().value()).reversed());
        return ends;
    }

    private static String units(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
