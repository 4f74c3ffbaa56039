package io.github.lanewise.bench.page.chart;

import io.github.lanewise.bench.page.chart.Canvas.Anchor;
import io.github.lanewise.bench.page.chart.Canvas.Box;
import io.github.lanewise.bench.page.chart.Canvas.Lettering;
import io.github.lanewise.bench.page.chart.Canvas.Point;
import java.util.List;

/**
 * Horizontal bars: a row per case, panels side by side, and in each panel a bar per series. Bars on
 * a logarithmic axis begin at 1, where there is a line.
 *
 * @param rows names of the cases
 * @param panels with a value per case and series
 */
public record BarChart(List<String> rows, List<Panel> panels) implements Chart {
    /**
     * A panel.
     *
     * @param title above it; may be empty
     */
    public record Panel(String title, Scale scale, List<Series> series) {}

    /**
     * Bars of one colour.
     *
     * @param ink of the bars; those below 1 on a logarithmic axis are {@link Ink#SLOWER}
     * @param values one per row, NaN for none
     */
    public record Series(String name, Ink ink, List<Double> values) {}

    private static final Lettering VALUE = new Lettering(10.5, Anchor.START, Ink.MUTED, false);
    private static final Lettering TITLE = new Lettering(12.5, Anchor.START, Ink.TEXT, true);
    private static final Lettering SMALL_TITLE = new Lettering(11, Anchor.START, Ink.TEXT, true);
    private static final Lettering LABEL = new Lettering(12, Anchor.START, Ink.TEXT, false);

    @Override
    public double height(double width) {
        return new BarLayout(this, width).height();
    }

    @Override
    public void draw(Canvas canvas, double width) {
        BarLayout layout = new BarLayout(this, width);
        layout.legend().draw(canvas, 0);
        for (int row = 0; row < rows.size(); row++) {
            label(canvas, layout, row);
        }
        for (int panel = 0; panel < panels.size(); panel++) {
            draw(canvas, layout, panel);
        }
    }

    private void label(Canvas canvas, BarLayout layout, int row) {
        double size = LABEL.size();
        if (layout.labelsAbove()) {
            String text = TextWidth.fitted(rows.get(row), size, layout.width());
            canvas.text(new Point(0, layout.rowTop(row) + size), text, LABEL);
        } else {
            double middle = layout.barTop(row, 0) + layout.barsHeight() / 2;
            Point end = new Point(layout.labelWidth() - 8, middle + size * 0.36);
            String text = TextWidth.fitted(rows.get(row), size, layout.labelWidth() - 8);
            canvas.text(end, text, LABEL.at(Anchor.END));
        }
    }

    private void draw(Canvas canvas, BarLayout layout, int number) {
        Panel panel = panels.get(number);
        if (!panel.title().isEmpty()) {
            Lettering lettering = layout.panelWidth() < 130 ? SMALL_TITLE : TITLE;
            String title = TextWidth.fitted(panel.title(), lettering.size(), layout.panelWidth());
            canvas.text(new Point(layout.panelX(number), layout.titleBase()), title, lettering);
        }
        axis(canvas, layout, number);
        for (int series = 0; series < panel.series().size(); series++) {
            for (int row = 0; row < rows.size(); row++) {
                bar(canvas, layout, new Place(number, series, row));
            }
        }
        if (panel.scale().logarithmic()) {
            vertical(canvas, layout, layout.x(number, 1), Ink.REFERENCE);
        }
    }

    private void axis(Canvas canvas, BarLayout layout, int number) {
        Scale scale = panels.get(number).scale();
        int most = (int) Math.clamp(layout.scaleWidth() / 38, 2, 9);
        for (double tick : scale.ticks(most)) {
            double x = layout.x(number, tick);
            vertical(canvas, layout, x, Ink.GRID);
            for (double base : layout.axisBases()) {
                canvas.text(new Point(x, base), Numbers.plain(tick), VALUE.at(Anchor.MIDDLE));
            }
        }
    }

    /** Draws a line through the plot that leaves out the labels above bars. */
    private void vertical(Canvas canvas, BarLayout layout, double x, Ink ink) {
        if (!layout.labelsAbove()) {
            Point top = new Point(x, layout.plotTop());
            canvas.line(top, new Point(x, layout.plotBottom()), ink, 1);
            return;
        }
        for (int row = 0; row < rows.size(); row++) {
            double top = layout.barTop(row, 0);
            Point end = new Point(x, top + layout.barsHeight() + 1);
            canvas.line(new Point(x, top - 1), end, ink, 1);
        }
    }

    private record Place(int panel, int series, int row) {}

    private void bar(Canvas canvas, BarLayout layout, Place place) {
        Panel panel = panels.get(place.panel());
        Series series = panel.series().get(place.series());
        double value = series.values().get(place.row());
        if (!Double.isFinite(value)) {
            return;
        }
        double base = layout.x(place.panel(), panel.scale().base());
        double end = layout.x(place.panel(), value);
        double top = layout.barTop(place.row(), place.series());
        double thickness = layout.barThickness();
        boolean left = end < base;
        Box box = new Box(Math.min(base, end), top, Math.max(0.8, Math.abs(end - base)), thickness);
        canvas.rectangle(box, left ? Ink.SLOWER : series.ink());
        if (layout.valuesShown()) {
            Point point =
                    new Point(end + (left ? -3 : 3), top + thickness / 2 + VALUE.size() * 0.36);
            canvas.text(point, Numbers.of(value), VALUE.at(left ? Anchor.END : Anchor.START));
        }
    }
}
