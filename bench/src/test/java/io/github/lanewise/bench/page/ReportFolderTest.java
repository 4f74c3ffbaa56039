package io.github.lanewise.bench.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.bench.report.Area;
import io.github.lanewise.bench.report.ReportException;
import io.github.lanewise.bench.report.Results;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class ReportFolderTest {
    private static final long LARGEST_PAGE = 3_000_000;

    @TempDir Path folder;

    private String page(Results results) throws IOException {
        ReportFolder.write(folder, results);
        return Files.readString(folder.resolve("index.html"));
    }

    @Test
    void everyAreaHasASectionAndALink() throws IOException {
        String page = page(Fixture.all());
        for (Area area : Area.values()) {
            String anchor = area.name().toLowerCase(Locale.ROOT);
            assertThat(page)
                    .contains("<section id=\"%s\"><h2>%s</h2>".formatted(anchor, area.title()))
                    .contains("href=\"#%s\"".formatted(anchor));
        }
        assertThat(page.length()).isLessThan((int) LARGEST_PAGE);
        assertThat(page).contains("<html lang=\"en\">", "name=\"viewport\"");
        assertThat(page).contains("default-src &#x27;none&#x27;; img-src data:");
        assertThat(page).doesNotContain("<script", "alt=\"\"");
    }

    @Test
    void labelsAreEscaped() throws IOException {
        String page = page(Fixture.all());
        assertThat(page).contains("Awkward &lt;b&gt;3×3&lt;/b&gt; &amp; ");
        assertThat(page).doesNotContain("<b>3×3");
        String markdown = Files.readString(folder.resolve("report.md"));
        assertThat(markdown).contains("Awkward &lt;b&gt;3×3&lt;/b&gt; &amp; \"groups\" \\| 4\\_x");
        assertThat(markdown).doesNotContain("<b>");
    }

    @Test
    void whatIsMissingIsADashAndWhatIsUnstableSaysSo() throws IOException {
        page(Fixture.all());
        List<String> lines = Files.readAllLines(folder.resolve("report.md"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| " + Fixture.MISSING_LAYER))
                .isNotEmpty()
                .filteredOn(line -> line.contains("64x64"))
                .allMatch(line ->
                        line.matches(".*\\d \\([\\d.]+\\) \\| +– \\| +[\\d.]+ \\|( +– \\|){6}"));
        String unstable = Fixture.UNSTABLE_LAYER.replace("_", "\\_");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| " + unstable))
                .isNotEmpty()
                .allMatch(line -> line.contains("unstable"));
        assertThat(lines)
                .filteredOn(line -> line.startsWith("| VGG-16 conv3\\_1"))
                .anyMatch(line -> line.contains("†"));
    }

    @Test
    void withoutPeersThereAreSharesOfThePeakAndNoRatios() throws IOException {
        String page = page(Fixture.ours());
        assertThat(page).doesNotContain("best peer", "Peers<");
        assertThat(folder.resolve("charts/shares.svg")).exists();
        assertThat(folder.resolve("charts/ratios.svg")).doesNotExist();
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("![Forward, % of the FMA peak: Lanewise median");
    }

    @ParameterizedTest
    @EnumSource
    void anAreaStandsAlone(Area area) throws IOException {
        String page = page(Fixture.only(area));
        String anchor = area.name().toLowerCase(Locale.ROOT);
        List<String> sections =
                Pattern.compile("<section id=\"([^\"]*)\"")
                        .matcher(page)
                        .results()
                        .map(match -> match.group(1))
                        .toList();
        assertThat(sections).containsExactly(anchor, "method");
    }

    @Test
    void nothingMeasuredIsAPageToo() throws IOException {
        assertThat(page(new Results(Map.of(), List.of()))).contains("How it was measured");
    }

    @Test
    void chartsAreFilesThatProgramsCanRead()
            throws IOException, ParserConfigurationException, SAXException {
        page(Fixture.all());
        String markdown = Files.readString(folder.resolve("report.md"));
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder.resolve("charts"))) {
            files = listed.sorted().toList();
        }
        assertThat(files).hasSize(20).noneMatch(file -> file.toString().endsWith(".tmp"));
        for (Path file : files) {
            if (file.toString().endsWith(".svg")) {
                assertThat(markdown).contains("](charts/%s)".formatted(file.getFileName()));
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(Files.readString(file))));
            } else {
                assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(2 * 832);
            }
        }
    }

    @Test
    void aFolderThatIsAFileIsOneSentence() throws IOException {
        Path file = Files.createFile(folder.resolve("report"));
        assertThatThrownBy(() -> ReportFolder.write(file, Fixture.only(Area.LIMITS)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("cannot be written");
    }
}
