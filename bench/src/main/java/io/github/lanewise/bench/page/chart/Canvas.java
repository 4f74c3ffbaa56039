package io.github.lanewise.bench.page.chart;

import java.util.List;

/** What charts are drawn on; units are CSS pixels from the upper left corner. */
interface Canvas {
    /** Which end of a text is at its point. */
    enum Anchor {
        /** The left end. */
        START,
        /** The middle. */
        MIDDLE,
        /** The right end. */
        END
    }

    /** Where something is. */
    record Point(double x, double y) {}

    /** A rectangle from its upper left corner. */
    record Box(double x, double y, double width, double height) {}

    /**
     * How a text looks.
     *
     * @param size of the font
     */
    record Lettering(double size, Anchor anchor, Ink ink, boolean bold) {
        Lettering at(Anchor other) {
            return new Lettering(size, other, ink, bold);
        }
    }

    /** Fills a rectangle. */
    void rectangle(Box box, Ink ink);

    /** Fills a shape thinly, so that what is behind it stays visible. */
    void wash(List<Point> outline, Ink ink);

    /** Draws straight lines from point to point. */
    void line(List<Point> points, Ink ink, double thickness);

    /** Writes a text with its base line at the point. */
    void text(Point point, String text, Lettering lettering);

    /** Draws one line. */
    default void line(Point from, Point to, Ink ink, double thickness) {
        line(List.of(from, to), ink, thickness);
    }
}
