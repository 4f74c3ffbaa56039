package io.github.lanewise.bench.page.chart;

/** A chart that fits itself into a width. */
public interface Chart {
    /** Returns the height in CSS pixels that it takes at a width. */
    double height(double width);

    /** Draws itself. */
    void draw(Canvas canvas, double width);
}
