package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
    private static final int IMAGES = 45;

    @TempDir private static Path shared;
    private static Path data = Path.of("");
    private static Path trained = Path.of("");

    @TempDir private Path folder;
    private Path run;

    @BeforeAll
    static void trainShortly() throws IOException {
        data = DigitFolder.write(shared.resolve("data"), 200, IMAGES);
        trained = RunSample.train(shared.resolve("trained"), data, "--epochs", "2");
    }

    @BeforeEach
    void copy() throws IOException {
        run = Files.createDirectory(folder.resolve("a"));
        for (String name : List.of("metrics.jsonl", "weights.safetensors")) {
            Files.copy(trained.resolve(name), run.resolve(name));
        }
    }

    private String page() throws IOException {
        return Files.readString(run.resolve("report.html"));
    }

    private Outcome report(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "report";
        arguments[1] = run.toString();
        System.arraycopy(more, 0, arguments, 2, more.length);
        return Program.run(arguments);
    }

    private static List<String> found(String html, String pattern) {
        return Pattern.compile(pattern).matcher(html).results().map(hit -> hit.group(1)).toList();
    }

    @Test
    void thePageAgreesWithTheEvaluation() throws IOException {
        Outcome outcome = report();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .containsExactly(
                        "weights.safetensors on the 45 test images of IDX images.",
                        "Page written to " + run.resolve("report.html") + ".");
        String html = page();
        List<String> evaluated =
                Program.run(
                                "eval",
                                "--weights",
                                run.resolve("weights.safetensors").toString(),
                                "--data",
                                data.toString())
                        .lines();
        String accuracy = evaluated.get(4).replaceFirst("accuracy +", "");
        assertThat(html).contains(" of 45 images are right, " + accuracy + "; the loss is ");
        String matrix =
                html.substring(
                        html.indexOf("aria-label=\"Confusion matrix\""),
                        html.indexOf("<h3>Classes"));
        List<String> cells = found(matrix, "<td[^>]*>([0-9,]+)</td>");
        List<String> printed =
                evaluated.subList(evaluated.size() - 10, evaluated.size()).stream()
                        .flatMap(line -> List.of(line.trim().split(" +", -1)).stream().skip(1))
                        .toList();
        assertThat(cells).hasSize(100).isEqualTo(printed);
    }

    @Test
    void mistakesAreImagesWithTheMostConfidentFirst() throws IOException {
        assertThat(report().status()).isZero();
        List<String> images = found(page(), "src=\"data:image/png;base64,([^\"]+)\"");
        assertThat(images).isNotEmpty().hasSizeLessThanOrEqualTo(24);
        var picture =
                ImageIO.read(
                        new ByteArrayInputStream(Base64.getDecoder().decode(images.getFirst())));
        assertThat(picture.getWidth()).isEqualTo(28);
        int index = Integer.parseInt(found(page(), "image (\\d+)</span>").getFirst());
        byte[] pixels = Files.readAllBytes(data.resolve("t10k-images-idx3-ubyte"));
        for (int pixel = 0; pixel < 28 * 28; pixel++) {
            assertThat(picture.getRaster().getSample(pixel % 28, pixel / 28, 0))
                    .isEqualTo(pixels[16 + index * 28 * 28 + pixel] & 0xff);
        }
        List<Double> confidence =
                found(page(), "taken for \\d</b>\\s*<span>\\d with ([0-9.]+) %").stream()
                        .map(Double::valueOf)
                        .toList();
        assertThat(confidence).hasSameSizeAs(images);
        assertThat(confidence.reversed()).isSorted();
    }

    @Test
    void thePageShowsLayersAndProvenance() throws IOException {
        assertThat(report().status()).isZero();
        assertThat(page())
                .contains("61,706", "14×14", "data_digest", "learning_rate", data.toString())
                .doesNotContain("This part is missing");
    }

    @Test
    void theBestWeightsComeFirst() throws IOException {
        Files.copy(run.resolve("weights.safetensors"), run.resolve("best.safetensors"));
        assertThat(report().out()).startsWith("best.safetensors on ");
    }

    @Test
    void whatIsMissingIsSaidOnThePage() throws IOException {
        Path moved = folder.resolve("moved");
        Path metrics = run.resolve("metrics.jsonl");
        Files.writeString(
                metrics, Files.readString(metrics).replace(data.toString(), moved.toString()));
        Outcome outcome = report();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out())
                .startsWith("This part is missing: ")
                .contains(moved.toString(), "with --data.");
        assertThat(page()).contains("This part is missing: ", "<svg", "14×14");
        assertThat(report("--data", data.toString()).out())
                .startsWith("weights.safetensors on the 45 test images");
        Files.delete(run.resolve("weights.safetensors"));
        assertThat(report().out())
                .startsWith(
                        "This part is missing: there is neither best.safetensors nor"
                                + " weights.safetensors in "
                                + run);
        Files.writeString(run.resolve("weights.safetensors"), "no weights");
        assertThat(report().out())
                .startsWith("This part is missing: " + run.resolve("weights.safetensors"));
    }

    @Test
    void otherImagesAreToldFromThoseOfTheRun() throws IOException {
        Path other = DigitFolder.write(folder.resolve("other"), 100, 30);
        assertThat(report("--data", other.toString()).out())
                .contains("on the 30 test images", "These are not the images of the run");
    }

    @Test
    void theDataOfAnOptionHasToBeThere() {
        Outcome outcome = report("--data", folder.resolve("none").toString());
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(run.resolve("report.html")).doesNotExist();
    }

    @Test
    void aFolderWithoutARunIsOneSentence() {
        run = data;
        Outcome outcome = report();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines())
                .containsExactly(
                        data
                                + " holds no run: there is no metrics.jsonl in it; name the folder"
                                + " of a run.");
    }

    @Test
    void oneOfSeveralThatIsNoRunIsOneSentence() {
        String out = folder.resolve("compare.html").toString();
        Path none = folder.resolve("none");
        Outcome outcome = Program.run("report", run.toString(), none.toString(), "--out", out);
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).startsWith(none.toString()).hasLineCount(1);
    }

    @Test
    void aPageThatCannotBeWrittenIsOneSentence() throws IOException {
        Files.createDirectory(run.resolve("report.html"));
        Outcome outcome = report();
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).contains("report.html cannot be written: it is a folder");
        assertThat(report("--out", folder.resolve("no/page.html").toString()).status())
                .isEqualTo(5);
        assertThat(report("--out", folder.resolve("page.html").toString()).status()).isZero();
        Matcher title =
                Pattern.compile("<h1>Run a</h1>")
                        .matcher(Files.readString(folder.resolve("page.html")));
        assertThat(title.find()).isTrue();
    }

    @Test
    void severalRunsAreCompared() throws IOException {
        Path other = RunSample.train(folder.resolve("b"), data, "--epochs", "1", "--seed", "2");
        Path file = folder.resolve("compare.html");
        Outcome outcome = report(other.toString(), "--out", file.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines()).containsExactly("Page written to " + file + ".");
        assertThat(Files.readString(file)).contains("Comparison of 2 runs", run + "", other + "");
        outcome = report(other.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("Several runs need --out; name the page that compares them.");
        assertThat(report(other.toString(), "--data", "x", "--out", "y").err())
                .startsWith("--data has no effect with several runs; leave it out.");
        Files.delete(file);
        outcome = report(data.toString(), "--out", file.toString());
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith(data + " holds no run: ");
        assertThat(file).doesNotExist();
    }
}
