package io.github.lanewise.bench.page;

import io.github.lanewise.bench.page.chart.Palette;
import io.github.lanewise.bench.page.chart.Rendering;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Document;
import io.github.lanewise.bench.page.content.HtmlReport;
import io.github.lanewise.bench.page.content.MarkdownReport;
import io.github.lanewise.bench.page.section.Report;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.Results;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The report as files for people: a page, the same in Markdown, and the charts. */
public final class ReportFolder {
    /** CSS pixels of the charts that are files; a PNG has two dots for each. */
    private static final double WIDTH = 832;

    private ReportFolder() {}

    /**
     * Writes {@code index.html}, {@code report.md}, {@code charts/*.svg} and {@code charts/*.png},
     * each under a temporary name first. The PNG files are the last.
     *
     * @param folder made if it is missing
     * @throws ReportException if a file cannot be written, or this system gives Java no fonts
     */
    public static void write(Path folder, Results results) {
        Document document = Report.of(results);
        write(folder.resolve("index.html"), HtmlReport.of(document));
        write(folder.resolve("report.md"), MarkdownReport.of(document));
        Path charts = folder.resolve("charts");
        for (Figure figure : document.figures()) {
            Path file = charts.resolve(figure.name() + ".svg");
            write(file, Rendering.svg(figure.chart(), WIDTH, Palette.LIGHT));
        }
        for (Figure figure : document.figures()) {
            Path file = charts.resolve(figure.name() + ".png");
            write(file, Rendering.png(figure.chart(), WIDTH, Palette.LIGHT));
        }
    }

    private static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Path file, byte[] bytes) {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Files.write(temporary, bytes);
                Files.move(
                        temporary,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "The report's file %s cannot be written: %s.".formatted(file, e.getMessage()),
                    e);
        }
    }
}
