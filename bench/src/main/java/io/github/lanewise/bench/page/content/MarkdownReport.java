package io.github.lanewise.bench.page.content;

import io.github.lanewise.bench.page.content.Block.Fact;
import io.github.lanewise.bench.page.content.Block.Facts;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Block.Folded;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Block.Heading;
import io.github.lanewise.bench.page.content.Block.Paragraph;
import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import io.github.lanewise.bench.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;

/** Writes a report as Markdown; charts are links to the SVG files beside it. */
public final class MarkdownReport {
    private final List<String> parts = new ArrayList<>();

    private MarkdownReport() {}

    /** Returns the text of the file. */
    public static String of(Document document) {
        MarkdownReport report = new MarkdownReport();
        report.parts.add("# " + escaped(document.title()));
        if (!document.subtitle().isEmpty()) {
            report.parts.add(escaped(document.subtitle()));
        }
        document.overview().forEach(report::add);
        for (Section section : document.sections()) {
            report.parts.add("## " + escaped(section.title()));
            section.blocks().forEach(report::add);
        }
        return String.join("\n\n", report.parts) + "\n";
    }

    private void add(Block block) {
        switch (block) {
            case Heading heading -> parts.add("### " + escaped(heading.text()));
            case Paragraph paragraph -> parts.add(escaped(paragraph.text()));
            case Facts facts -> parts.add(list(facts));
            case Grid grid -> table(grid.table());
            case Folded folded -> {
                parts.add("<details><summary>%s</summary>".formatted(escaped(folded.summary())));
                table(folded.table());
                parts.add("</details>");
            }
            case Figure figure -> {
                parts.add(
                        "![%s](charts/%s.svg)"
                                .formatted(escaped(figure.alternative()), figure.name()));
                parts.add(escaped(figure.caption()));
            }
        }
    }

    private static String list(Facts facts) {
        List<String> lines = new ArrayList<>();
        for (Fact fact : facts.facts()) {
            lines.add("- %s: %s".formatted(escaped(fact.name()), escaped(fact.value())));
        }
        return String.join("\n", lines);
    }

    private void table(Table table) {
        parts.add("**%s**".formatted(escaped(table.caption())));
        MarkdownTable markdown =
                new MarkdownTable(
                        table.columns().stream().map(MarkdownReport::title).toArray(String[]::new));
        for (List<Cell> row : table.rows()) {
            markdown.row(row.stream().map(MarkdownReport::text).toArray(String[]::new));
        }
        parts.add(markdown.toString());
        table.notes().forEach(note -> parts.add(escaped(note)));
    }

    private static String title(Column column) {
        String unit = column.unit().isEmpty() ? "" : ", " + column.unit();
        return escaped(column.title() + unit);
    }

    private static String text(Cell cell) {
        String second = cell.second().isEmpty() ? "" : " (%s)".formatted(cell.second());
        StringBuilder text = new StringBuilder(cell.text());
        for (String mark : cell.marks()) {
            text.append(mark.length() == 1 ? mark : " " + mark);
        }
        return escaped(text + second);
    }

    /** Keeps what Markdown, or HTML within it, would take for a sign of its own. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("[", "\\[")
                .replace("]", "\\]")
                .replace("`", "\\`");
    }
}
