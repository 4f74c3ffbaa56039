package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lanewise.mnist.command.Browser.Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of {@code explain} as a browser shows it, on a phone and on a desktop. */
class ExplanationInChromiumTest {
    @TempDir private static Path shared;
    private static Path page = Path.of("");

    @BeforeAll
    static void writePage() throws IOException {
        assumeTrue(
                Files.isExecutable(Browser.PROGRAM),
                () -> "There is no browser %s, so no page is opened.".formatted(Browser.PROGRAM));
        Path data = DigitFolder.write(shared.resolve("data"), 60, 20);
        Path run = RunSample.train(shared.resolve("run"), data, "--epochs", "1", "--batch", "20");
        Path out = shared.resolve("out");
        assertThat(
                        Program.run(
                                        "explain",
                                        "--weights",
                                        run.resolve("weights.safetensors").toString(),
                                        "--data",
                                        data.toString(),
                                        "--digits",
                                        "3",
                                        "--top",
                                        "2",
                                        "--out",
                                        out.toString())
                                .status())
                .isZero();
        page = out.resolve("index.html");
    }

    @Test
    void allPicturesAreThereAndThePageFits() throws IOException, InterruptedException {
        int images = Files.readString(page).split("<img ", -1).length - 1;
        assertThat(images).isGreaterThan(10);
        for (Scheme scheme : Scheme.values()) {
            Frames found = Frames.of(page, scheme, shared);
            found.assertFits();
            found.assertScrolls();
            found.assertColours(scheme);
            for (String frame : Frames.NAMES) {
                assertThat(found.number(frame, "shown")).isEqualTo(images);
            }
        }
    }
}
