package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Browser.Opened;
import io.github.lanewise.mnist.command.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of runs as a browser shows them, on a phone and on a desktop, light and dark. */
class PageInChromiumTest {
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

    private static Frames found(Path page, Scheme scheme) throws IOException, InterruptedException {
        return Frames.of(page, scheme, shared);
    }

    private static void fits(Frames found, int charts) {
        found.assertFits();
        for (String frame : Frames.NAMES) {
            assertThat(found.number(frame, "charts")).isEqualTo(charts);
            assertThat(found.number(frame, "small")).isZero();
        }
    }

    @Test
    void thePageOfARunFitsAndIsLight() throws IOException, InterruptedException {
        Frames found = found(run, Scheme.LIGHT);
        fits(found, 4);
        found.assertScrolls();
        int images = Files.readString(run).split("<img ", -1).length - 1;
        assertThat(images).isPositive();
        for (String frame : Frames.NAMES) {
            assertThat(found.number(frame, "images")).isEqualTo(images);
        }
        found.assertColours(Scheme.LIGHT);
    }

    @Test
    void thePageOfARunIsDarkWhereTheSystemIs() throws IOException, InterruptedException {
        Frames found = found(run, Scheme.DARK);
        fits(found, 4);
        found.assertScrolls();
        found.assertColours(Scheme.DARK);
    }

    @Test
    void thePageOfSeveralRunsFits() throws IOException, InterruptedException {
        Frames found = found(comparison, Scheme.LIGHT);
        fits(found, 6);
        found.assertScrolls();
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
