package io.github.lanewise.mnist.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

final class RunPageTest {
    private static final String EVIL = "<script>alert('x')</script>&\"";

    private static final Assessment NOTHING =
            Assessment.missing("no <b>data</b>.", Optional.empty());

    @TempDir private Path folder;

    private Structure page() {
        return Structure.of(RunPage.of(RunReader.read(folder), NOTHING));
    }

    @Test
    void showsFourChartsWithNamesForThoseWhoDoNotSeeThem() throws IOException {
        WrittenRun.of(
                folder, WrittenRun.START, WrittenRun.epoch(1, 0.5), WrittenRun.epoch(2, 0.9712));
        Structure page = page();
        assertThat(page.elements("svg")).hasSize(4);
        for (Element chart : page.elements("svg")) {
            assertThat(chart.getAttribute("role")).isEqualTo("img");
            for (String id : chart.getAttribute("aria-labelledby").split(" ", -1)) {
                assertThat(page.elements(id.endsWith("title") ? "title" : "desc"))
                        .anyMatch(element -> element.getAttribute("id").equals(id));
            }
        }
        assertThat(page.texts("text")).contains("training", "test", "epoch", "0.1", "20,000");
        assertThat(page.texts("desc"))
                .contains(
                        "Loss over the epochs: training from 0.3 to 0.15; test from 0.08 to 0.08");
        assertThat(page.texts("dd")).contains("97.12 %", "97.12 %, epoch 2", "2 of 9", "5.0 s");
        assertThat(page.texts("p")).anyMatch(text -> text.startsWith("The run has not come"));
    }

    /** Returns what the page tells, by name. */
    private Map<String, String> facts() {
        Structure page = page();
        List<String> values = page.texts("dd");
        Map<String, String> facts = new HashMap<>();
        for (String name : page.texts("dt")) {
            facts.put(name, values.get(facts.size()));
        }
        return facts;
    }

    @Test
    void theBestEpochIsTheEndOfARunThatChoosesIt() throws IOException {
        WrittenRun.of(
                folder,
                WrittenRun.START,
                WrittenRun.epoch(1, 0.5),
                WrittenRun.epoch(2, 0.9712),
                WrittenRun.epoch(3, 0.61),
                WrittenRun.end(2, 0.9712));
        assertThat(facts())
                .containsEntry("test accuracy of the final weights", "97.12 %, epoch 2")
                .containsEntry("test loss of the last epoch", "0.0800")
                .doesNotContainKey("test accuracy of the last epoch");
    }

    @Test
    void anEndWithinAnEpochHasAnAccuracyOfItsOwn() throws IOException {
        WrittenRun.of(
                folder, WrittenRun.START, WrittenRun.epoch(1, 0.5), WrittenRun.end(2, 0.8123));
        assertThat(facts())
                .containsEntry("test accuracy of the final weights", "81.23 %, epoch 2")
                .containsEntry("best test accuracy", "50.00 %, epoch 1");
        WrittenRun.of(
                folder,
                WrittenRun.START,
                WrittenRun.epoch(1, 0.5),
                "{\"event\":\"end\",\"test_accuracy\":null}\n");
        assertThat(facts()).containsEntry("test accuracy of the last epoch", "50.00 %");
    }

    @Test
    void oneEpochIsADotInTheMiddle() throws IOException {
        WrittenRun.of(folder, WrittenRun.START, WrittenRun.epoch(1, 0.5));
        Structure page = page();
        assertThat(page.elements("svg")).hasSize(4);
        assertThat(page.elements("circle")).hasSize(6);
        assertThat(page.texts("text")).doesNotContain("NaN");
    }

    @Test
    void aDivergedEpochIsAGap() throws IOException {
        WrittenRun.of(
                folder,
                WrittenRun.START,
                WrittenRun.epoch(1, 0.5),
                WrittenRun.diverged(2),
                WrittenRun.epoch(3, 0.6));
        Structure page = page();
        assertThat(page.elements("path").getFirst().getAttribute("d"))
                .matches("M[\\d. ]+M[\\d. ]+");
        assertThat(page.texts("td")).contains("–");
        WrittenRun.of(folder, WrittenRun.START, WrittenRun.diverged(1));
        page = page();
        assertThat(page.elements("svg")).hasSize(3);
        assertThat(page.texts("p")).contains("There is no finite value to draw.");
    }

    @Test
    void aRunWithoutEpochsSaysSo() throws IOException {
        WrittenRun.of(folder, WrittenRun.START);
        assertThat(page().texts("p"))
                .contains("No epoch is complete yet.", "This part is missing: no <b>data</b>.");
    }

    @Test
    void whatARunTellsIsTextOnly() throws IOException {
        folder = folder.resolve("<script>&\"'");
        WrittenRun.of(folder, WrittenRun.epoch(1, 0.5));
        String json = EVIL.replace("\"", "\\\"");
        Files.writeString(
                folder.resolve("run.json"),
                "{\"model\":\"%s\",\"data\":\"%s\",\"%s\":\"%s\"}"
                        .formatted(json, json, json, json));
        Structure page = page();
        assertThat(page.elements("script")).isEmpty();
        assertThat(page.texts("h1")).containsExactly("Run <script>&\"'");
        assertThat(page.texts("td")).contains(EVIL);
    }

    @Test
    void thePageAsksForNothing() throws IOException {
        WrittenRun.of(folder, WrittenRun.START, WrittenRun.epoch(1, 0.5));
        String html = RunPage.of(RunReader.read(folder), NOTHING);
        assertThat(html)
                .startsWith("<!DOCTYPE html>")
                .contains("default-src 'none'".replace("'", "&#39;"))
                .contains("name=\"viewport\"", "prefers-color-scheme: dark")
                .doesNotContain("http:", "https:", "url(", "@import", "<script");
    }
}
