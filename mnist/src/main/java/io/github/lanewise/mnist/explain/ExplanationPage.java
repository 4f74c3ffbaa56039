package io.github.lanewise.mnist.explain;

import io.github.lanewise.mnist.page.LayerSection;
import io.github.lanewise.mnist.page.Markup;
import io.github.lanewise.mnist.page.Page;
import io.github.lanewise.models.Summary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Sections of pictures, and the layers, as one page. */
final class ExplanationPage {
    private ExplanationPage() {}

    /**
     * Returns the file.
     *
     * @param title its heading
     * @param introduction what stands below the heading
     * @param summary the layers, for the table at the end
     */
    static byte[] of(String title, String introduction, List<Section> sections, Summary summary) {
        List<Page.Section> parts = new ArrayList<>();
        for (Section section : sections) {
            String id = "part-" + (parts.size() + 1);
            parts.add(new Page.Section(id, section.title(), page -> write(section, page)));
        }
        parts.add(
                new Page.Section(
                        "layers", "All layers", page -> LayerSection.write(summary, page)));
        return new Page(title, introduction, parts).html().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Section section, Markup page) {
        section.text().forEach(paragraph -> page.element("p", paragraph));
        boolean small = section.size() == Section.Size.SMALL;
        page.open("div", "class", small ? "pictures" : "wide");
        section.figures().forEach(figure -> write(figure, small, page));
        page.close();
    }

    private static void write(Figure figure, boolean small, Markup page) {
        page.open("figure");
        if (!small) {
            // With a focus the box also scrolls by keys.
            page.open("div", "class", "scroll", "tabindex", "0");
        }
        String png = Base64.getEncoder().encodeToString(figure.png());
        page.empty("img", "alt", figure.alternative(), "src", "data:image/png;base64," + png);
        if (!small) {
            page.close();
        }
        page.element("figcaption", figure.caption()).close();
    }
}
