package io.github.lanewise.mnist.report;

import java.util.ArrayList;
import java.util.List;

/** A table of text: columns as wide as their widest cell, two spaces apart. */
public final class TextTable {
    private static final String GAP = "  ";

    private final List<Align> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /** On which side of its column a cell stands. */
    public enum Align {
        /** At the left, for words. */
        LEFT,
        /** At the right, for numbers. */
        RIGHT
    }

    /** Creates a table without rows. */
    public TextTable(List<Align> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException if it has not one cell per column
     */
    public TextTable row(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells in a table of %d columns"
                            .formatted(cells.size(), columns.size()));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** Returns the lines of the table, without spaces at their ends. */
    public List<String> lines() {
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            String space = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP);
            line.append(columns.get(column) == Align.LEFT ? cell + space : space + cell);
        }
        return line.toString().stripTrailing();
    }
}
