package io.github.lanewise.bench.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Contrasts by the formula of WCAG 2: (L1 + 0.05) / (L2 + 0.05) of the relative luminances. */
final class PaletteTest {
    private static double linear(int channel) {
        double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16)
                + 0.7152 * linear(rgb >> 8 & 255)
                + 0.0722 * linear(rgb & 255);
    }

    private static double contrast(Palette palette, Ink ink) {
        double a = luminance(palette.rgb(ink)) + 0.05;
        double b = luminance(palette.rgb(Ink.PAPER)) + 0.05;
        return Math.max(a / b, b / a);
    }

    @ParameterizedTest
    @EnumSource
    void wordsAndBarsStandOut(Palette palette) {
        for (Ink ink : Ink.values()) {
            double least =
                    switch (ink) {
                        case PAPER, GRID -> 1;
                        case TEXT, MUTED, REFERENCE -> 4.5;
                        default -> 3;
                    };
            assertThat(contrast(palette, ink))
                    .as("%s on %s paper", ink, palette)
                    .isGreaterThanOrEqualTo(least);
        }
    }
}
