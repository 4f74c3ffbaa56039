package io.github.lanewise.bench.page.chart;

import io.github.lanewise.bench.page.chart.Canvas.Anchor;
import io.github.lanewise.bench.page.chart.Canvas.Box;
import io.github.lanewise.bench.page.chart.Canvas.Lettering;
import io.github.lanewise.bench.page.chart.Canvas.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names of series, each once, where there is more than one. */
record Legend(List<Entry> entries, double height) {
    private static final double SIZE = 12;
    private static final double LINE = 19;
    private static final double SWATCH = 15;
    private static final Lettering NAME = new Lettering(SIZE, Anchor.START, Ink.TEXT, false);

    record Entry(String name, Ink ink, double x, double line) {}

    static Legend of(Map<String, Ink> names, double width) {
        if (names.size() < 2) {
            return new Legend(List.of(), 0);
        }
        List<Entry> entries = new ArrayList<>();
        double x = 0;
        double line = 0;
        for (var name : names.entrySet()) {
            double entry = SWATCH + TextWidth.of(name.getKey(), SIZE) + 18;
            if (x > 0 && x + entry > width) {
                x = 0;
                line++;
            }
            entries.add(new Entry(name.getKey(), name.getValue(), x, line));
            x += entry;
        }
        return new Legend(entries, (line + 1) * LINE + 6);
    }

    void draw(Canvas canvas, double top) {
        for (Entry entry : entries) {
            double y = top + entry.line() * LINE;
            canvas.rectangle(new Box(entry.x(), y + 4, 10, 10), entry.ink());
            Point point = new Point(entry.x() + SWATCH, y + 13);
            canvas.text(point, entry.name(), NAME);
        }
    }
}
