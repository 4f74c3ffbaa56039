package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Browser.Opened;
import io.github.lanewise.mnist.command.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a browser measures of a page that it shows on a phone and on a desktop.
 *
 * @param found for each of them its name, and names with numbers
 */
record Frames(String found) {
    static final List<String> NAMES = List.of("phone", "desktop");

    /** The page in two frames, and what a script outside of it measures there. */
    private static final String FRAMES =
            """
            <!DOCTYPE html><title>frames</title><link rel="icon" href="data:,">
            <iframe id="phone" src="PAGE" width="390" height="800"></iframe>
            <iframe id="desktop" src="PAGE" width="1280" height="800"></iframe>
            <pre id="found"></pre>
            <script>
            addEventListener('load', () => {
              for (const frame of document.querySelectorAll('iframe')) {
                const page = frame.contentDocument;
                const root = page.documentElement;
                const count = (all, wanted) => [...page.querySelectorAll(all)].filter(wanted).length;
                const box = element => element.getBoundingClientRect();
                const light = colour => {
                  const [r, g, b] = colour.match(/\\d+/g).map(Number);
                  return Math.round((r + g + b) / 3);
                };
                const style = frame.contentWindow.getComputedStyle(page.body);
                document.getElementById('found').textContent += [
                  frame.id,
                  'scroll=' + root.scrollWidth,
                  'client=' + root.clientWidth,
                  'charts=' + count('svg', svg => box(svg).width > 200 && box(svg).height > 100),
                  'beyond=' + count('svg, img, .scroll, p, h1, dd', e =>
                      !e.parentElement.closest('.scroll') && box(e).right > root.clientWidth + 0.5),
                  'shown=' + count('img', image => image.naturalWidth > 0 && box(image).width > 0),
                  'images=' + count('img', image => image.naturalWidth === 28),
                  'small=' + count('svg text', text => box(text).height < 10),
                  'scrolling=' + count('.scroll', e => e.scrollWidth > e.clientWidth),
                  'paper=' + light(style.backgroundColor),
                  'ink=' + light(style.color),
                ].join(' ') + ';';
              }
            });
            </script>
            """;

    /**
     * Opens a page in both frames, and finds no word on the console.
     *
     * @param folder takes the browser's own files
     */
    static Frames of(Path page, Scheme scheme, Path folder)
            throws IOException, InterruptedException {
        Path frames = folder.resolve("frames.html");
        Files.writeString(frames, FRAMES.replace("PAGE", page.toUri().toASCIIString()));
        Opened opened = new Browser(folder).open(frames, scheme);
        assertThat(opened.console()).isEmpty();
        return new Frames(opened.elements().replaceAll("(?s).*<pre id=\"found\">|</pre>.*", ""));
    }

    /** Returns a number of a frame. */
    int number(String frame, String name) {
        Matcher matcher = Pattern.compile(frame + " [^;]*\\b" + name + "=(\\d+)").matcher(found);
        assertThat(matcher.find()).as("%s of %s in: %s", name, frame, found).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** The page is as wide as the screen, and so is all in it but what scrolls in its box. */
    void assertFits() {
        for (String frame : NAMES) {
            assertThat(number(frame, "scroll"))
                    .as("width of the page on a %s", frame)
                    .isEqualTo(number(frame, "client"));
            assertThat(number(frame, "beyond")).isZero();
        }
    }

    /** What is wider than a phone scrolls in its box. */
    void assertScrolls() {
        assertThat(number("phone", "scrolling")).isPositive();
    }

    /** The page is dark on light or light on dark. */
    void assertColours(Scheme scheme) {
        boolean light = scheme == Scheme.LIGHT;
        for (String frame : NAMES) {
            assertThat(number(frame, light ? "paper" : "ink")).isGreaterThan(light ? 240 : 200);
            assertThat(number(frame, light ? "ink" : "paper")).isLessThan(light ? 60 : 40);
        }
    }
}
