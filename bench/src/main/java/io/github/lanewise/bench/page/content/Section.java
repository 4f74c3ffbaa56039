package io.github.lanewise.bench.page.content;

import java.util.List;

/**
 * A part of a report.
 *
 * @param anchor for links to it
 * @param title heading
 * @param blocks in their order
 */
public record Section(String anchor, String title, List<Block> blocks) {
    /** Copies the list. */
    public Section {
        blocks = List.copyOf(blocks);
    }
}
