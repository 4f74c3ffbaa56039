package io.github.lanewise.bench.page.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Draws into an image with two dots per CSS pixel. */
final class ImageCanvas implements Canvas {
    private static final int DOTS = 2;
    private static final int WASH_ALPHA = 46;

    private final BufferedImage image;
    private final Graphics2D graphics;
    private final Palette palette;

    ImageCanvas(double width, double height, Palette palette) {
        this.palette = palette;
        image =
                new BufferedImage(
                        (int) Math.ceil(DOTS * width),
                        (int) Math.ceil(DOTS * height),
                        BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setTransform(AffineTransform.getScaleInstance(DOTS, DOTS));
        rectangle(new Box(0, 0, image.getWidth(), image.getHeight()), Ink.PAPER);
    }

    BufferedImage finish() {
        graphics.dispose();
        return image;
    }

    private void ink(Ink ink) {
        graphics.setColor(new Color(palette.rgb(ink)));
    }

    @Override
    public void rectangle(Box box, Ink ink) {
        ink(ink);
        graphics.fill(new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height()));
    }

    @Override
    public void wash(List<Point> outline, Ink ink) {
        graphics.setColor(new Color(palette.rgb(ink) | WASH_ALPHA << 24, true));
        graphics.fill(path(outline));
    }

    @Override
    public void line(List<Point> points, Ink ink, double thickness) {
        ink(ink);
        graphics.setStroke(
                new BasicStroke((float) thickness, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.draw(path(points));
    }

    @Override
    public void text(Point point, String text, Lettering lettering) {
        Font font =
                new Font(Font.SANS_SERIF, lettering.bold() ? Font.BOLD : Font.PLAIN, 1)
                        .deriveFont((float) lettering.size());
        graphics.setFont(font);
        ink(lettering.ink());
        double width = font.getStringBounds(text, graphics.getFontRenderContext()).getWidth();
        double x =
                switch (lettering.anchor()) {
                    case START -> point.x();
                    case MIDDLE -> point.x() - width / 2;
                    case END -> point.x() - width;
                };
        graphics.drawString(text, (float) x, (float) point.y());
    }

    private static Path2D path(List<Point> points) {
        Path2D.Double path = new Path2D.Double();
        for (Point point : points) {
            if (path.getCurrentPoint() == null) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
        }
        return path;
    }
}
