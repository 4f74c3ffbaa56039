package io.github.lanewise.bench.page.chart;

import io.github.lanewise.bench.page.chart.BarChart.Panel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the parts of a {@link BarChart} are at a width, in CSS pixels. */
final class BarLayout {
    /** A chart with more rows has its axis above them as well. */
    private static final int ROWS_ON_A_SCREEN = 15;

    private static final double LABEL_SIZE = 12;
    private static final double AXIS_HEIGHT = 18;
    private static final double TITLE_HEIGHT = 20;
    private static final double PANEL_GAP = 14;
    private static final double VALUE_WIDTH = 34;
    private static final double EDGE = 9;

    private final BarChart chart;
    private final double width;
    private final boolean labelsAbove;
    private final double labelWidth;
    private final double barThickness;
    private final boolean valuesShown;
    private final Legend legend;

    BarLayout(BarChart chart, double width) {
        this.chart = chart;
        this.width = width;
        double longest =
                chart.rows().stream()
                        .mapToDouble(row -> TextWidth.of(row, LABEL_SIZE))
                        .max()
                        .orElse(0);
        labelsAbove = longest > 0.36 * width;
        labelWidth = labelsAbove ? 0 : longest + 8;
        int bars = series();
        barThickness = bars == 1 ? 12 : bars == 2 ? 9 : 7;
        boolean sparse = chart.rows().size() * bars <= ROWS_ON_A_SCREEN;
        valuesShown = panelWidth() > 3.4 * VALUE_WIDTH && (bars <= 2 || sparse);
        legend = Legend.of(names(chart.panels()), width);
    }

    /** On a scale of ratios a bar's colour says who is faster, elsewhere who it is. */
    private static Map<String, Ink> names(List<Panel> panels) {
        Map<String, Ink> names = new LinkedHashMap<>();
        for (Panel panel : panels) {
            if (panel.scale().logarithmic()) {
                names.put("Lanewise is faster", Ink.OURS);
                names.put("The best peer is faster", Ink.SLOWER);
            } else {
                panel.series().forEach(series -> names.put(series.name(), series.ink()));
            }
        }
        return names;
    }

    private int series() {
        return chart.panels().stream().mapToInt(panel -> panel.series().size()).max().orElse(1);
    }

    double width() {
        return width;
    }

    boolean labelsAbove() {
        return labelsAbove;
    }

    double labelWidth() {
        return labelWidth;
    }

    boolean valuesShown() {
        return valuesShown;
    }

    Legend legend() {
        return legend;
    }

    /** With values beside them, bars have to be as high as a digit. */
    double barThickness() {
        return valuesShown ? Math.max(11, barThickness) : barThickness;
    }

    double barsHeight() {
        return series() * barThickness();
    }

    private double rowHeight() {
        double gap = series() == 1 ? 5 : 8;
        return barsHeight() + gap + (labelsAbove ? LABEL_SIZE + 7 : 0);
    }

    private boolean titled() {
        return chart.panels().stream().map(Panel::title).anyMatch(title -> !title.isEmpty());
    }

    double titleBase() {
        return legend.height() + 14;
    }

    private boolean axisOnTop() {
        return chart.rows().size() > ROWS_ON_A_SCREEN;
    }

    double plotTop() {
        return legend.height() + (titled() ? TITLE_HEIGHT : 0) + (axisOnTop() ? AXIS_HEIGHT : 2);
    }

    double plotBottom() {
        return plotTop() + chart.rows().size() * rowHeight();
    }

    /** Returns the base lines of the numbers of the axis. */
    List<Double> axisBases() {
        double below = plotBottom() + 14;
        return axisOnTop() ? List.of(plotTop() - 6, below) : List.of(below);
    }

    double height() {
        return Math.ceil(plotBottom() + AXIS_HEIGHT + 2);
    }

    double rowTop(int row) {
        return plotTop() + row * rowHeight();
    }

    double barTop(int row, int series) {
        double label = labelsAbove ? LABEL_SIZE + 6 : 3;
        return rowTop(row) + label + series * barThickness();
    }

    double panelWidth() {
        int panels = chart.panels().size();
        return (width - labelWidth - (panels - 1) * PANEL_GAP) / panels;
    }

    double panelX(int panel) {
        return labelWidth + panel * (panelWidth() + PANEL_GAP);
    }

    private double leftEdge(int panel) {
        Scale scale = chart.panels().get(panel).scale();
        return scale.logarithmic() && valuesShown ? VALUE_WIDTH : EDGE;
    }

    double scaleWidth() {
        return panelWidth() - EDGE - (valuesShown ? VALUE_WIDTH : EDGE);
    }

    double x(int panel, double value) {
        double right = valuesShown ? VALUE_WIDTH : EDGE;
        double plot = panelWidth() - leftEdge(panel) - right;
        Scale scale = chart.panels().get(panel).scale();
        return panelX(panel) + leftEdge(panel) + plot * scale.position(value);
    }
}
