package io.github.lanewise.bench.page.chart;

import java.util.List;
import java.util.Locale;

/** Draws as SVG with real text. */
final class SvgCanvas implements Canvas {
    private static final String FONTS = "system-ui,-apple-system,Segoe UI,Roboto,sans-serif";

    private final StringBuilder elements = new StringBuilder();
    private final Palette palette;

    SvgCanvas(Palette palette) {
        this.palette = palette;
    }

    /** Returns the file. */
    String document(double width, double height) {
        String w = number(width);
        String h = number(height);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" \
        viewBox="0 0 %1$s %2$s" font-family="%3$s">
        <rect width="%1$s" height="%2$s" fill="%4$s"/>
        %5$s</svg>
        """
                .formatted(w, h, FONTS, palette.css(Ink.PAPER), elements);
    }

    @Override
    public void rectangle(Box box, Ink ink) {
        elements.append(
                "<path fill=\"%s\" d=\"M%s %sh%sv%sH%sz\"/>\n"
                        .formatted(
                                palette.css(ink),
                                number(box.x()),
                                number(box.y()),
                                number(box.width()),
                                number(box.height()),
                                number(box.x())));
    }

    @Override
    public void wash(List<Point> outline, Ink ink) {
        elements.append(
                "<path fill=\"%s\" fill-opacity=\".18\" d=\"%sz\"/>\n"
                        .formatted(palette.css(ink), path(outline)));
    }

    @Override
    public void line(List<Point> points, Ink ink, double thickness) {
        elements.append(
                "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" d=\"%s\"/>\n"
                        .formatted(palette.css(ink), number(thickness), path(points)));
    }

    @Override
    public void text(Point point, String text, Lettering lettering) {
        String anchor =
                switch (lettering.anchor()) {
                    case START -> "";
                    case MIDDLE -> " text-anchor=\"middle\"";
                    case END -> " text-anchor=\"end\"";
                };
        elements.append(
                "<text x=\"%s\" y=\"%s\" font-size=\"%s\" fill=\"%s\"%s%s>%s</text>\n"
                        .formatted(
                                number(point.x()),
                                number(point.y()),
                                number(lettering.size()),
                                palette.css(lettering.ink()),
                                anchor,
                                lettering.bold() ? " font-weight=\"600\"" : "",
                                escaped(text)));
    }

    private static String path(List<Point> points) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? "M" : "L");
            path.append(number(point.x())).append(' ').append(number(point.y()));
        }
        return path.toString();
    }

    /** A tenth of a pixel is enough. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
