package io.github.lanewise.bench.page.content;

import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h4;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.sup;
import static j2html.TagCreator.tbody;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.th;
import static j2html.TagCreator.thead;
import static j2html.TagCreator.tr;

import io.github.lanewise.bench.page.content.Table.Cell;
import io.github.lanewise.bench.page.content.Table.Column;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.ThTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A table in a box of its own that scrolls sideways where the screen is narrow. */
final class HtmlTable {
    private HtmlTable() {}

    static DomContent of(Table table) {
        // What scrolls has to be reachable by keyboard, and then needs a name.
        return div(
                        h4(table.caption()),
                        div(TagCreator.table(
                                        thead(tr(each(table.columns(), HtmlTable::heading))),
                                        tbody(each(table.rows(), row -> row(table, row)))))
                                .withClass("scroll")
                                .attr("tabindex", "0")
                                .attr("role", "region")
                                .attr("aria-label", table.caption()),
                        each(table.notes(), note -> p(note).withClass("note")))
                .withClass("table");
    }

    private static ThTag heading(Column column) {
        ThTag heading =
                th(text(column.title()), iff(!column.unit().isEmpty(), small(column.unit())))
                        .attr("scope", "col");
        return column.words() ? heading.withClass("words") : heading;
    }

    private static TrTag row(Table table, List<Cell> row) {
        return tr(
                th(content(row.getFirst())).attr("scope", "row"),
                each(
                        IntStream.range(1, row.size()).boxed().toList(),
                        column -> cell(table.columns().get(column), row.get(column))));
    }

    private static DomContent cell(Column column, Cell cell) {
        if (column.words()) {
            return td(content(cell)).withClass("words");
        }
        return switch (cell.weight()) {
            case PLAIN -> td(content(cell));
            case STRONG, GOOD ->
                    td(content(cell)).withClass(cell.weight().name().toLowerCase(Locale.ROOT));
        };
    }

    private static DomContent[] content(Cell cell) {
        return new DomContent[] {
            text(cell.text()),
            each(cell.marks().stream().filter(HtmlTable::isSign).toList(), sign -> sup(sign)),
            iff(!cell.second().isEmpty(), small(cell.second())),
            each(
                    cell.marks().stream().filter(mark -> !isSign(mark)).toList(),
                    word -> span(word).withClass("mark"))
        };
    }

    private static boolean isSign(String mark) {
        return mark.length() == 1;
    }
}
