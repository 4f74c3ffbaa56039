package io.github.lanewise.mnist.explain;

import io.github.lanewise.mnist.report.Numbers;
import io.github.lanewise.models.LayerSummary;
import io.github.lanewise.models.ReceptiveField;
import io.github.lanewise.models.Summary;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Sections as one HTML file that needs no other file, no network and no script. */
final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; --text: #1d2530; --back: #ffffff; --faint: #5b6675; --line: #d5dbe3; }
            @media (prefers-color-scheme: dark) {
              :root { --text: #e4e8ee; --back: #14181f; --faint: #9aa6b5; --line: #333c48; }
            }
            body { margin: 0 auto; padding: 1rem; max-width: 72rem; font: 1rem/1.5 system-ui, sans-serif;
              color: var(--text); background: var(--back); }
            h1, h2 { line-height: 1.2; }
            h2 { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
            p { max-width: 44rem; }
            figure { margin: 0; min-width: 0; }
            figcaption { color: var(--faint); font-size: 0.85rem; overflow-wrap: anywhere; }
            img { image-rendering: pixelated; }
            .small { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 1rem; }
            .small img { max-width: 100%; height: auto; }
            .wide { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; font-size: 0.9rem; }
            th, td { padding: 0.2rem 0.7rem; border-bottom: 1px solid var(--line); text-align: right; }
            th:first-child, td:first-child, th:nth-child(2), td:nth-child(2) { text-align: left; }
            """;

    private final StringBuilder html = new StringBuilder();

    private Page() {}

    /**
     * Returns the file.
     *
     * @param title its heading
     * @param introduction what stands below the heading
     * @param summary the layers, for the table at the end
     */
    static byte[] of(String title, String introduction, List<Section> sections, Summary summary) {
        Page page = new Page();
        page.head(title);
        page.element("p", introduction);
        sections.forEach(page::section);
        page.layers(summary);
        page.html.append("</body>\n</html>\n");
        return page.html.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void head(String title) {
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        // Without an icon of its own, a browser would ask a server for one.
        html.append("<link rel=\"icon\" href=\"data:,\">\n");
        element("title", title);
        html.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        element("h1", title);
    }

    private void element(String name, String text) {
        html.append('<').append(name).append('>').append(escaped(text));
        html.append("</").append(name).append(">\n");
    }

    private void section(Section section) {
        html.append("<section>\n");
        element("h2", section.title());
        section.text().forEach(paragraph -> element("p", paragraph));
        boolean small = section.size() == Section.Size.SMALL;
        html.append(small ? "<div class=\"small\">\n" : "<div class=\"wide\">\n");
        section.figures().forEach(figure -> figure(figure, small));
        html.append("</div>\n</section>\n");
    }

    private void figure(Figure figure, boolean small) {
        html.append("<figure>");
        html.append(small ? "" : "<div class=\"scroll\" tabindex=\"0\">");
        html.append("<img alt=\"").append(escaped(figure.alternative()));
        html.append("\" src=\"data:image/png;base64,");
        html.append(Base64.getEncoder().encodeToString(figure.png())).append("\">");
        html.append(small ? "" : "</div>");
        element("figcaption", figure.caption());
        html.append("</figure>\n");
    }

    private void layers(Summary summary) {
        html.append("<section>\n");
        element("h2", "All layers");
        element(
                "p",
                "“Sees” is the receptive field: the pixels of the image that one value of the layer"
                        + " depends on. “Every” is the distance between the fields of neighbours.");
        html.append(
                "<div class=\"scroll\" tabindex=\"0\">\n<table>\n<tr><th>layer</th><th>kind</th>");
        html.append("<th>output</th><th>parameters</th><th>sees</th><th>every</th></tr>\n");
        for (LayerSummary layer : summary.layers()) {
            ReceptiveField field = layer.field();
            html.append("<tr>");
            cell(layer.name());
            cell(layer.kind());
            cell(layer.output().toString());
            cell(Numbers.count(layer.parameters()));
            cell(field.height() + "×" + field.width());
            cell(layer.output().pixels() == 1 ? "–" : field.jumpHeight() + "×" + field.jumpWidth());
            html.append("</tr>\n");
        }
        html.append("</table>\n</div>\n</section>\n");
    }

    private void cell(String text) {
        html.append("<td>").append(escaped(text)).append("</td>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
