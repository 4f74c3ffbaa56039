package io.github.lanewise.bench.page.content;

import static j2html.TagCreator.a;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.header;
import static j2html.TagCreator.html;
import static j2html.TagCreator.main;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.style;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.title;

import io.github.lanewise.bench.page.content.Block.Facts;
import io.github.lanewise.bench.page.content.Block.Figure;
import io.github.lanewise.bench.page.content.Block.Folded;
import io.github.lanewise.bench.page.content.Block.Grid;
import io.github.lanewise.bench.page.content.Block.Heading;
import io.github.lanewise.bench.page.content.Block.Paragraph;
import j2html.TagCreator;
import j2html.tags.DomContent;
import j2html.tags.specialized.BodyTag;
import j2html.tags.specialized.HeadTag;
import j2html.tags.specialized.NavTag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Writes a report as one HTML file that needs neither network nor script. */
public final class HtmlReport {
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'";

    private HtmlReport() {}

    /** Returns the text of the file. */
    public static String of(Document document) {
        return "<!DOCTYPE html>\n"
                + html(head(document), body(document)).attr("lang", "en").render()
                + "\n";
    }

    private static HeadTag head(Document document) {
        return TagCreator.head(
                meta().attr("charset", "utf-8"),
                meta().attr("http-equiv", "Content-Security-Policy").attr("content", POLICY),
                meta().attr("name", "viewport")
                        .attr("content", "width=device-width, initial-scale=1"),
                meta().attr("name", "color-scheme").attr("content", "light dark"),
                title(document.title()),
                style(rawHtml(styles())));
    }

    private static String styles() {
        try (InputStream file = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BodyTag body(Document document) {
        return TagCreator.body(
                header(
                        h1(document.title()),
                        p(document.subtitle()).withClass("subtitle"),
                        links(document)),
                main(
                        TagCreator.section(each(document.overview(), HtmlReport::block))
                                .withClass("overview")
                                .attr("aria-label", "Overview"),
                        each(document.sections(), HtmlReport::section)));
    }

    private static NavTag links(Document document) {
        return nav(each(
                        document.sections(),
                        section -> a(section.title()).withHref("#" + section.anchor())))
                .attr("aria-label", "Sections");
    }

    private static DomContent section(Section section) {
        return TagCreator.section(h2(section.title()), each(section.blocks(), HtmlReport::block))
                .withId(section.anchor());
    }

    private static DomContent block(Block block) {
        return switch (block) {
            case Heading heading -> h3(heading.text());
            case Paragraph paragraph -> p(paragraph.text());
            case Facts facts ->
                    dl(each(facts.facts(), fact -> div(dt(fact.name()), dd(fact.value()))))
                            .withClass("facts");
            case Grid grid -> HtmlTable.of(grid.table());
            case Folded folded -> details(summary(folded.summary()), HtmlTable.of(folded.table()));
            case Figure figure -> HtmlFigure.of(figure);
        };
    }
}
