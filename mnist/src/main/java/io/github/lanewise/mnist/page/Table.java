package io.github.lanewise.mnist.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table that scrolls inside its own box where the screen is narrower; rows begin with a name. */
final class Table {
    private final String caption;
    private final List<String> head;
    private final List<List<Cell>> rows = new ArrayList<>();

    /**
     * A cell.
     *
     * @param text what stands in it
     * @param words whether it holds words, which stand at the left, rather than a number
     * @param style classes of the style sheet
     */
    record Cell(String text, boolean words, String style) {
        static Cell number(String text) {
            return new Cell(text, false, "");
        }

        static Cell words(String text) {
            return new Cell(text, true, "");
        }

        private String classes() {
            return ((words ? "words " : "") + style).strip();
        }
    }

    /** Creates a table without rows; the caption is for those who do not see it. */
    Table(String caption, String... head) {
        this.caption = caption;
        this.head = List.of(head);
    }

    Table(String caption, List<String> head) {
        this.caption = caption;
        this.head = List.copyOf(head);
    }

    /** Appends a row of numbers. */
    Table numbers(String name, String... cells) {
        return row(name, Arrays.stream(cells).map(Cell::number).toList());
    }

    /** Appends a row of words. */
    Table words(String name, String... cells) {
        return row(name, Arrays.stream(cells).map(Cell::words).toList());
    }

    /**
     * Appends a row.
     *
     * @throws IllegalArgumentException if name and cells are not as many as the columns
     */
    Table row(String name, List<Cell> cells) {
        if (cells.size() + 1 != head.size()) {
            throw new IllegalArgumentException(
                    "a row of %d cells in a table of %d columns"
                            .formatted(cells.size() + 1, head.size()));
        }
        List<Cell> row = new ArrayList<>();
        row.add(Cell.words(name));
        row.addAll(cells);
        rows.add(row);
        return this;
    }

    void writeTo(Markup page) {
        // With a focus the box also scrolls by keys.
        page.open(
                "div", "class", "scroll", "tabindex", "0", "role", "region", "aria-label", caption);
        page.open("table").open("thead").open("tr");
        for (int column = 0; column < head.size(); column++) {
            page.element("th", head.get(column), "scope", "col", "class", headStyle(column));
        }
        page.close().close().open("tbody");
        for (List<Cell> row : rows) {
            page.open("tr").element("th", row.getFirst().text(), "scope", "row");
            row.stream()
                    .skip(1)
                    .forEach(cell -> page.element("td", cell.text(), "class", cell.classes()));
            page.close();
        }
        page.close().close().close();
    }

    private String headStyle(int column) {
        return !rows.isEmpty() && rows.getFirst().get(column).words() ? "words" : "";
    }
}
