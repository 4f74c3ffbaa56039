package io.github.lanewise.bench.page.chart;

/**
 * An upper estimate of the width of a text. The reader's font is unknown when an SVG is written, so
 * the letters have the widths of a wide one.
 */
final class TextWidth {
    private static final String NARROW = " .,:;'|!ijlft()[]/1";
    private static final String WIDE = "mwMW@%×→≥";
    private static final double NARROW_EM = 0.42;
    private static final double ORDINARY_EM = 0.65;
    private static final double WIDE_EM = 0.95;

    private TextWidth() {}

    /** Returns CSS pixels. */
    static double of(String text, double fontSize) {
        return fontSize * text.chars().mapToDouble(TextWidth::em).sum();
    }

    private static double em(int letter) {
        if (NARROW.indexOf(letter) >= 0) {
            return NARROW_EM;
        }
        return WIDE.indexOf(letter) >= 0 ? WIDE_EM : ORDINARY_EM;
    }

    /** Returns the text, or as much of its beginning as fits, and dots. */
    static String fitted(String text, double fontSize, double width) {
        String fitted = text;
        while (!fitted.isEmpty() && of(fitted, fontSize) > width) {
            fitted = fitted.substring(0, fitted.length() - 1);
        }
        return fitted.length() == text.length()
                ? text
                : fitted.substring(0, Math.max(0, fitted.length() - 1)).strip() + "…";
    }
}
