package io.github.lanewise.bench.page.chart;

import io.github.lanewise.bench.report.ReportException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Charts as files. */
public final class Rendering {
    private Rendering() {}

    /** Returns an SVG document. */
    public static String svg(Chart chart, double width, Palette palette) {
        SvgCanvas canvas = new SvgCanvas(palette);
        chart.draw(canvas, width);
        return canvas.document(width, chart.height(width));
    }

    /**
     * Returns a PNG image with two dots per CSS pixel.
     *
     * @throws ReportException if this system gives Java no fonts
     */
    public static byte[] png(Chart chart, double width, Palette palette) {
        // There may be no screen; this has to be set before AWT starts.
        System.setProperty("java.awt.headless", "true");
        ImageCanvas canvas = new ImageCanvas(width, chart.height(width), palette);
        try {
            chart.draw(canvas, width);
        } catch (LinkageError | InternalError | RuntimeException e) {
            // Where a system has no fonts, AWT fails in many ways, after its classes are loaded.
            throw new ReportException(
                    "Java cannot write text into PNG images here (%s); install fontconfig and a"
                                    .formatted(e.getMessage())
                            + " font.",
                    e);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(canvas.finish(), "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
