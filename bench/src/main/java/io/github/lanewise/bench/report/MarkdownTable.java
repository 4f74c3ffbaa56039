package io.github.lanewise.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table in Markdown: words in the first column, numbers at the right of the others. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** Creates a table with these names of columns. */
    public MarkdownTable(String... names) {
        rows.add(List.of(names));
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException if it has not one cell per column
     */
    public MarkdownTable row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(
                    "A row of %d cells does not fit a table of %d columns."
                            .formatted(cells.length, rows.getFirst().size()));
        }
        rows.add(List.of(cells));
        return this;
    }

    /** Returns the lines, with cells as wide as the widest of their column. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(row));
        }
        StringBuilder rule = new StringBuilder("|");
        for (int column = 0; column < rows.getFirst().size(); column++) {
            String dashes = "-".repeat(width(column) + 1);
            rule.append(column == 0 ? dashes + "-|" : dashes + ":|");
        }
        lines.add(1, rule.toString());
        return String.join("\n", lines);
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder("|");
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            String space = " ".repeat(width(column) - cell.length());
            line.append(column == 0 ? " " + cell + space + " |" : " " + space + cell + " |");
        }
        return line.toString();
    }

    private int width(int column) {
        return Collections.max(rows.stream().map(row -> row.get(column).length()).toList());
    }
}
