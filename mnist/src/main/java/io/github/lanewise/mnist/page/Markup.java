package io.github.lanewise.mnist.page;

import java.util.ArrayDeque;
import java.util.Deque;

/** HTML or SVG that is being written: whatever text comes in is escaped. */
public final class Markup {
    private static final char REPLACEMENT = '\uFFFD';

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    Markup() {}

    /**
     * Opens an element.
     *
     * @param attributes names and values in turn
     */
    public Markup open(String tag, String... attributes) {
        start(tag, attributes);
        open.push(tag);
        return this;
    }

    /** Closes the element that was opened last. */
    public Markup close() {
        out.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** Writes an element that has no content, as {@code <meta>} or, in SVG, {@code <line>}. */
    public Markup empty(String tag, String... attributes) {
        start(tag, attributes);
        out.insert(out.length() - 1, '/');
        return this;
    }

    /** Writes an element that holds a text. */
    public Markup element(String tag, String text, String... attributes) {
        start(tag, attributes);
        text(text);
        out.append("</").append(tag).append(">\n");
        return this;
    }

    /** Writes a text. */
    public Markup text(String text) {
        text.chars().forEach(unit -> escape((char) unit));
        return this;
    }

    /** Writes what is known to be harmless: a style sheet of this program. */
    public Markup raw(String trusted) {
        out.append(trusted);
        return this;
    }

    private void start(String tag, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("an attribute without a value in <" + tag + ">");
        }
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    /** HTML allows no control characters but white space. */
    private void escape(char unit) {
        switch (unit) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            case '\n', '\t' -> out.append(unit);
            default -> out.append(Character.isISOControl(unit) ? REPLACEMENT : unit);
        }
    }

    /**
     * Returns what was written.
     *
     * @throws IllegalStateException if an element is still open
     */
    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        return out.toString();
    }
}
