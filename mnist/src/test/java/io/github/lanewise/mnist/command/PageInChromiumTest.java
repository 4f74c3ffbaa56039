package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Browser.Opened;
import io.github.lanewise.mnist.command.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of runs as a browser shows them, on a phone and on a desktop, light and dark. */
class PageInChromiumTest {
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
                  'beyond=' + count('svg, img, .scroll, p, h1, dd',
                      e => box(e).right > root.clientWidth + 0.5),
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

    @TempDir private static Path shared;
    private static Path run = Path.of("");
    private static Path comparison = Path.of("");
    private static Path rates = Path.of("");

    @BeforeAll
    static void writePages() throws IOException {
        assumeTrue(
                Files.isExecutable(Browser.PROGRAM),
                () -> "There is no browser %s, so no page is opened.".formatted(Browser.PROGRAM));
        Path data = DigitFolder.write(shared.resolve("data"), 200, 45);
        String longName = "run-with-a-very-long-name-that-no-phone-has-room-for-<b>&'".repeat(2);
        Path one = RunSample.train(shared.resolve(longName), data, "--epochs", "2");
        Path two = RunSample.train(shared.resolve("b"), data, "--epochs", "1", "--seed", "2");
        run = one.resolve("report.html");
        comparison = shared.resolve("compare.html");
        rates = shared.resolve("rates.html");
        assertThat(Program.run("report", one.toString()).status()).isZero();
        assertThat(
                        Program.run(
                                        "find-learning-rate",
                                        "--data=" + data,
                                        "--batch=20",
                                        "--page=" + rates)
                                .status())
                .isZero();
        assertThat(
                        Program.run(
                                        "report",
                                        one.toString(),
                                        two.toString(),
                                        "--out",
                                        comparison.toString())
                                .status())
                .isZero();
    }

    private static int number(String found, String frame, String name) {
        Matcher matcher = Pattern.compile(frame + " [^;]*\\b" + name + "=(\\d+)").matcher(found);
        assertThat(matcher.find()).as("%s of %s in: %s", name, frame, found).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** Opens a page in both frames, and finds no word on the console. */
    private static String found(Path page, Scheme scheme) throws IOException, InterruptedException {
        Path frames = shared.resolve("frames.html");
        Files.writeString(frames, FRAMES.replace("PAGE", page.toUri().toASCIIString()));
        Opened opened = new Browser(shared).open(frames, scheme);
        assertThat(opened.console()).isEmpty();
        return opened.elements().replaceAll("(?s).*<pre id=\"found\">|</pre>.*", "");
    }

    private static void fits(String found, int charts) {
        for (String frame : new String[] {"phone", "desktop"}) {
            assertThat(number(found, frame, "scroll"))
                    .as("width of the page on a %s", frame)
                    .isEqualTo(number(found, frame, "client"));
            assertThat(number(found, frame, "charts")).isEqualTo(charts);
            assertThat(number(found, frame, "beyond")).isZero();
            assertThat(number(found, frame, "small")).isZero();
        }
    }

    @Test
    void thePageOfARunFitsAndIsLight() throws IOException, InterruptedException {
        String found = found(run, Scheme.LIGHT);
        fits(found, 4);
        assertThat(number(found, "phone", "scrolling")).isPositive();
        int images = Files.readString(run).split("<img ", -1).length - 1;
        assertThat(images).isPositive();
        for (String frame : new String[] {"phone", "desktop"}) {
            assertThat(number(found, frame, "images")).isEqualTo(images);
            assertThat(number(found, frame, "paper")).isGreaterThan(240);
            assertThat(number(found, frame, "ink")).isLessThan(60);
        }
    }

    @Test
    void thePageOfARunIsDarkWhereTheSystemIs() throws IOException, InterruptedException {
        String found = found(run, Scheme.DARK);
        fits(found, 4);
        assertThat(number(found, "phone", "scrolling")).isPositive();
        assertThat(number(found, "phone", "paper")).isLessThan(40);
        assertThat(number(found, "phone", "ink")).isGreaterThan(200);
    }

    @Test
    void thePageOfSeveralRunsFits() throws IOException, InterruptedException {
        String found = found(comparison, Scheme.LIGHT);
        fits(found, 6);
        assertThat(number(found, "phone", "scrolling")).isPositive();
    }

    @Test
    void thePageOfLearningRatesFits() throws IOException, InterruptedException {
        fits(found(rates, Scheme.DARK), 1);
    }

    @Test
    void thePolicyForbidsScriptsAndRequestsAndTheConsoleTells()
            throws IOException, InterruptedException {
        Path broken = shared.resolve("broken.html");
        Files.writeString(
                broken,
                Files.readString(comparison)
                        .replace(
                                "<main>",
                                "<main><img alt=\"\" src=\"http://lanewise.invalid/pixel.png\">"
                                        + "<script>document.title = 'taken over'</script>"));
        Opened opened = new Browser(shared).open(broken, Scheme.LIGHT);
        assertThat(opened.elements()).doesNotContain("<title>taken over");
        assertThat(opened.console())
                .anyMatch(line -> line.contains("lanewise.invalid"))
                .anyMatch(line -> line.contains("script"))
                .allMatch(line -> line.contains("Content Security Policy"));
    }
}
