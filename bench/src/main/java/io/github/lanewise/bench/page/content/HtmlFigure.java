package io.github.lanewise.bench.page.content;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.img;
import static j2html.TagCreator.picture;

import io.github.lanewise.bench.page.chart.Palette;
import io.github.lanewise.bench.page.chart.Rendering;
import io.github.lanewise.bench.page.content.Block.Figure;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.SourceTag;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A chart within the page: wide or narrow, light or dark, as the reader's screen is. */
final class HtmlFigure {
    /** CSS pixels of a chart on a desktop and in the files. */
    static final double WIDE = 832;

    /** A phone of 360 pixels less the page's margins. */
    private static final double NARROW = 328;

    private static final String IS_NARROW = "(max-width: 40rem)";
    private static final String IS_DARK = "(prefers-color-scheme: dark)";

    private HtmlFigure() {}

    static DomContent of(Figure figure) {
        return TagCreator.figure(
                picture(
                        source(figure, IS_NARROW + " and " + IS_DARK, NARROW, Palette.DARK),
                        source(figure, IS_NARROW, NARROW, Palette.LIGHT),
                        source(figure, IS_DARK, WIDE, Palette.DARK),
                        img().withSrc(data(figure, WIDE, Palette.LIGHT))
                                .withAlt(figure.alternative())),
                figcaption(figure.caption()));
    }

    private static SourceTag source(Figure figure, String media, double width, Palette palette) {
        return TagCreator.source()
                .attr("media", media)
                .attr("type", "image/svg+xml")
                .attr("srcset", data(figure, width, palette));
    }

    private static String data(Figure figure, double width, Palette palette) {
        String svg = Rendering.svg(figure.chart(), width, palette);
        byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
        return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes);
    }
}
