package io.github.lanewise.bench.page.content;

import java.util.ArrayList;
import java.util.List;

/**
 * A table whose first column names the rows; words in it and in columns of words are at the left,
 * numbers at the right.
 *
 * @param caption what it shows
 * @param columns in their order
 * @param rows with a cell per column
 * @param notes sentences below it
 */
public record Table(
        String caption, List<Column> columns, List<List<Cell>> rows, List<String> notes) {
    /**
     * Checks the number of cells and copies the lists.
     *
     * @throws IllegalArgumentException if a row has not one cell per column
     */
    public Table {
        columns = List.copyOf(columns);
        List<List<Cell>> copies = new ArrayList<>();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "A row of %d cells does not fit a table of %d columns."
                                .formatted(row.size(), columns.size()));
            }
            copies.add(List.copyOf(row));
        }
        rows = List.copyOf(copies);
        notes = List.copyOf(notes);
    }

    /**
     * A column.
     *
     * @param title short
     * @param unit of its numbers; may be empty
     * @param words whether it has words rather than numbers
     */
    public record Column(String title, String unit, boolean words) {
        /** Returns a column of numbers. */
        public static Column numbers(String title, String unit) {
            return new Column(title, unit, false);
        }

        /** Returns a column of words. */
        public static Column words(String title) {
            return new Column(title, "", true);
        }
    }

    /**
     * A cell.
     *
     * @param text what is read first
     * @param marks signs of footnotes, or a word of warning
     * @param second what is read second; may be empty
     * @param weight how much it asks for attention
     */
    public record Cell(String text, List<String> marks, String second, Weight weight) {
        /** How much a cell asks for attention. */
        public enum Weight {
            /** Nothing special. */
            PLAIN,
            /** What the reader came for. */
            STRONG,
            /** The same, and good news. */
            GOOD;

            /** Returns the weight of a ratio to the best peer, which may be NaN. */
            public static Weight ofRatio(double ratio) {
                if (Double.isNaN(ratio)) {
                    return PLAIN;
                }
                return ratio >= 1 ? GOOD : STRONG;
            }
        }

        /** Returns a cell with nothing special. */
        public static Cell of(String text) {
            return new Cell(text, List.of(), "", Weight.PLAIN);
        }

        /** Returns a cell with a second text. */
        public static Cell of(String text, String second) {
            return new Cell(text, List.of(), second, Weight.PLAIN);
        }

        /** Returns this cell with one mark more. */
        public Cell marked(String mark) {
            List<String> all = new ArrayList<>(marks);
            all.add(mark);
            return new Cell(text, List.copyOf(all), second, weight);
        }
    }
}
