package io.github.lanewise.bench.page.content;

import io.github.lanewise.bench.page.chart.Chart;
import java.util.List;

/** A part of a section. */
public sealed interface Block {
    /** A heading below that of the section. */
    record Heading(String text) implements Block {}

    /** A sentence or a few. */
    record Paragraph(String text) implements Block {}

    /**
     * Properties with their values.
     *
     * @param facts in their order
     */
    record Facts(List<Fact> facts) implements Block {}

    /** A property and its value. */
    record Fact(String name, String value) {}

    /** A table. */
    record Grid(Table table) implements Block {}

    /** A table that is folded away until somebody asks for it. */
    record Folded(String summary, Table table) implements Block {}

    /**
     * A chart.
     *
     * @param name of its files, without folder and ending
     * @param caption what it is and how to read it
     * @param alternative its main numbers in words, for whoever does not see it
     */
    record Figure(String name, Chart chart, String caption, String alternative) implements Block {}
}
