package io.github.lanewise.bench.page.chart;

/** The colours of a scheme. */
public enum Palette {
    /** Dark on white. */
    LIGHT,
    /** Light on nearly black. */
    DARK;

    /** Returns red, green and blue, 8 bits each. */
    public int rgb(Ink ink) {
        return this == LIGHT ? ink.light : ink.dark;
    }

    /** Returns the colour as CSS writes it. */
    public String css(Ink ink) {
        return "#%06x".formatted(rgb(ink));
    }
}
