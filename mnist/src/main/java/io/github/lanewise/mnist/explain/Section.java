package io.github.lanewise.mnist.explain;

import java.util.List;

/**
 * A part of the page.
 *
 * @param title its heading
 * @param text its paragraphs, as plain text
 * @param size how large its figures are
 * @param figures its pictures, in order
 */
record Section(String title, List<String> text, Size size, List<Figure> figures) {
    /** How large figures are. */
    enum Size {
        /** Many beside each other. */
        SMALL,
        /** One below the other; what is wider than the page is moved sideways. */
        WIDE
    }

    Section {
        text = List.copyOf(text);
        figures = List.copyOf(figures);
    }
}
