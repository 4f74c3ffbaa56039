package io.github.lanewise.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a browser shows it, on a phone and on a desktop. */
final class PageInChromiumTest {
    /** The page in frames as wide as a phone and a desktop, and what a script finds in them. */
    private static final String FRAMES =
            """
            <!DOCTYPE html><title>waiting</title>
            <iframe id="phone" src="PAGE" width="360" height="740"></iframe>
            <iframe id="desktop" src="PAGE" width="1280" height="900"></iframe>
            <pre id="found"></pre>
            <script>
            addEventListener('load', async () => {
              for (const frame of document.querySelectorAll('iframe')) {
                const page = frame.contentDocument;
                const images = [...page.images];
                await Promise.allSettled(images.map(image => image.decode()));
                const root = page.documentElement;
                const boxes = [...page.querySelectorAll('.scroll')];
                document.getElementById('found').textContent += [
                  frame.id,
                  'scroll=' + root.scrollWidth,
                  'client=' + root.clientWidth,
                  'tables=' + page.querySelectorAll('table').length,
                  'images=' + images.length,
                  'widths=' + [...new Set(images.map(image => image.naturalWidth))].join('/'),
                  'scrolling=' + boxes.filter(box => box.scrollWidth > box.clientWidth).length,
                  'beyond=' + images.filter(image =>
                      image.getBoundingClientRect().right > root.clientWidth).length,
                ].join(' ') + ';';
              }
            });
            </script>
            """;

    @TempDir Path folder;

    @BeforeAll
    static void thereIsABrowser() {
        assumeTrue(
                Files.isExecutable(Chromium.PROGRAM),
                () -> "There is no browser %s, so no page is opened.".formatted(Chromium.PROGRAM));
    }

    private static int number(String found, String frame, String name) {
        Matcher matcher = Pattern.compile(frame + " [^;]*\\b" + name + "=(\\d+)").matcher(found);
        assertThat(matcher.find()).as("%s of %s in: %s", name, frame, found).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private String found(Chromium chromium, Path page) throws IOException, InterruptedException {
        Path frames = folder.resolve("frames.html");
        Files.writeString(frames, FRAMES.replace("PAGE", page.toUri().toString()));
        String elements = chromium.elements(frames);
        return elements.substring(elements.indexOf("<pre id=\"found\">"));
    }

    @Test
    void tablesAndChartsFitPhoneAndDesktop() throws IOException, InterruptedException {
        ReportFolder.write(folder.resolve("report"), Fixture.all());
        Path page = folder.resolve("report/index.html");
        try (Chromium chromium = new Chromium(folder)) {
            String found = found(chromium, page);
            for (String frame : new String[] {"phone", "desktop"}) {
                assertThat(number(found, frame, "scroll"))
                        .as("width of the page on a %s", frame)
                        .isEqualTo(number(found, frame, "client"));
                assertThat(number(found, frame, "tables")).isGreaterThan(20);
                assertThat(number(found, frame, "images")).isEqualTo(10);
                assertThat(number(found, frame, "beyond")).isZero();
            }
            // Each screen has charts that were drawn for it.
            assertThat(number(found, "phone", "widths")).isEqualTo(328);
            assertThat(number(found, "desktop", "widths")).isEqualTo(832);
            // A phone has to scroll the wide tables, each in its box.
            assertThat(number(found, "phone", "scrolling")).isPositive();
            assertThat(chromium.requests()).as("requests that left the page").isEmpty();
        }
    }

    @Test
    void requestsThatLeaveAPageAreSeen() throws IOException, InterruptedException {
        Path page = folder.resolve("leaking.html");
        Files.writeString(
                page,
                "<!DOCTYPE html><title>t</title><img src=\"http://lanewise.invalid/pixel.png\">");
        try (Chromium chromium = new Chromium(folder)) {
            chromium.elements(page);
            assertThat(chromium.requests())
                    .anyMatch(request -> request.contains("lanewise.invalid/pixel.png"));
        }
    }

    @Test
    void thePolicyStopsRequestsEvenIfAnAddressGotIn() throws IOException, InterruptedException {
        ReportFolder.write(folder.resolve("report"), Fixture.ours());
        Path page = folder.resolve("report/index.html");
        String broken =
                Files.readString(page)
                        .replace(
                                "<main>",
                                "<main><img alt=\"\" src=\"http://lanewise.invalid/pixel.png\">");
        Files.writeString(page, broken);
        try (Chromium chromium = new Chromium(folder)) {
            String elements = chromium.elements(page);
            assertThat(elements).contains("lanewise.invalid");
            assertThat(chromium.requests()).isEmpty();
        }
    }
}
