package io.github.lanewise.mnist.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class MarkupTest {
    @Test
    void textsAndAttributesAreEscaped() {
        String written =
                new Markup()
                        .element("p", "<b> & \"c\" 'd' \u0000", "title", "\"><script>")
                        .toString();
        assertThat(written)
                .isEqualTo(
                        "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;"
                                + " \uFFFD</p>\n");
    }

    @Property
    void noTextOpensAnElementOrEndsAnAttribute(@ForAll String text) {
        String written = new Markup().text(text).toString();
        assertThat(written).doesNotContain("<", ">", "\"", "'");
        assertThat(written.replaceAll("&(amp|lt|gt|quot|#39);", "")).doesNotContain("&");
    }

    @Test
    void elementsHaveToBeClosed() {
        Markup page = new Markup().open("main").empty("br");
        assertThatThrownBy(page::toString).isInstanceOf(IllegalStateException.class);
        assertThat(page.close().toString()).isEqualTo("<main><br/></main>\n");
    }
}
