package io.github.lanewise.mnist.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One HTML file that holds all that it shows.
 *
 * @param title of the page
 * @param subtitle one line below it
 * @param sections from top to bottom
 */
public record Page(String title, String subtitle, List<Section> sections) {
    /** Even if an address got into the page, a browser would not follow it. */
    private static final String POLICY =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none';"
                    + " form-action 'none'";

    private static final String STYLES = "/io/github/lanewise/mnist/page/page.css";

    /**
     * A part of the page.
     *
     * @param id what links name it by
     * @param title its heading
     * @param content writes what follows the heading
     */
    public record Section(String id, String title, Consumer<Markup> content) {}

    /** Copies the list. */
    public Page {
        sections = List.copyOf(sections);
    }

    /** Returns the text of the file. */
    public String html() {
        Markup page = new Markup().raw("<!DOCTYPE html>\n").open("html", "lang", "en");
        head(page);
        page.open("body").open("header").element("h1", title);
        page.element("p", subtitle, "class", "subtitle");
        page.open("nav", "aria-label", "Sections");
        sections.forEach(section -> page.element("a", section.title(), "href", "#" + section.id()));
        page.close().close().open("main");
        for (Section section : sections) {
            page.open("section", "id", section.id()).element("h2", section.title());
            section.content().accept(page);
            page.close();
        }
        return page.close().close().close().toString();
    }

    private void head(Markup page) {
        page.open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        // Without an icon of its own a browser would ask a server for one.
        page.empty("link", "rel", "icon", "href", "data:,");
        page.element("title", title);
        page.open("style").raw(styles()).close().close();
    }

    private static String styles() {
        Optional<InputStream> resource =
                Optional.ofNullable(Page.class.getResourceAsStream(STYLES));
        try (InputStream file =
                resource.orElseThrow(() ->
                        new IllegalStateException("the resource " + STYLES + " is missing"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
