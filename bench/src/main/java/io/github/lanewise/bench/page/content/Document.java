package io.github.lanewise.bench.page.content;

import io.github.lanewise.bench.page.content.Block.Figure;
import java.util.List;
import java.util.stream.Stream;

/**
 * A whole report.
 *
 * @param title heading
 * @param subtitle one line below it; may be empty
 * @param overview what is on the first screen
 * @param sections in their order
 */
public record Document(
        String title, String subtitle, List<Block> overview, List<Section> sections) {
    /** Copies the lists. */
    public Document {
        overview = List.copyOf(overview);
        sections = List.copyOf(sections);
    }

    /** Returns all charts in their order. */
    public List<Figure> figures() {
        return Stream.concat(
                        overview.stream(),
                        sections.stream().flatMap(section -> section.blocks().stream()))
                .filter(Figure.class::isInstance)
                .map(Figure.class::cast)
                .toList();
    }
}
