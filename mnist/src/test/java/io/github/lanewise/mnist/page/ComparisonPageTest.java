package io.github.lanewise.mnist.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ComparisonPageTest {
    @TempDir private Path folder;

    private static Structure page(Path... folders) {
        return Structure.of(
                ComparisonPage.of(Arrays.stream(folders).map(RunReader::read).toList()));
    }

    @Test
    void everyChartHasALineForEachRun() throws IOException {
        Path one =
                WrittenRun.of(
                        folder.resolve("one"),
                        WrittenRun.START,
                        WrittenRun.epoch(1, 0.75),
                        WrittenRun.epoch(2, 0.5));
        Path two =
                WrittenRun.of(
                        folder.resolve("two"),
                        WrittenRun.START.replace("\"seed\":1", "\"seed\":2,\"clip_norm\":5"),
                        WrittenRun.epoch(1, 0.25));
        Structure page = page(one, two);
        assertThat(page.elements("svg")).hasSize(6);
        assertThat(page.elements("path")).hasSize(12);
        assertThat(page.texts("text").stream().filter("B"::equals)).hasSize(6);
        assertThat(page.texts("td"))
                .contains("75.00 %", "50.00 %", "25.00 %", one.toString(), two.toString());
        // Only what differs: seed and clip_norm, not the model.
        assertThat(page.texts("tr").stream().map(String::strip))
                .contains("seed\n1\n2", "clip_norm\n–\n5")
                .noneMatch(row -> row.startsWith("epochs\n"));
        assertThat(page.texts("p"))
                .contains("Not at their end, because they go on or were stopped: A, B.");
    }

    @Test
    void theFiguresAreThoseOfTheWeightsThatTheRunLeaves() throws IOException {
        Path best =
                WrittenRun.of(
                        folder.resolve("best"),
                        WrittenRun.START,
                        WrittenRun.epoch(1, 0.75).replace("0.08", "0.0625"),
                        WrittenRun.epoch(2, 0.5),
                        WrittenRun.end(1, 0.75));
        // Ended by its time limit within its second epoch.
        Path limited =
                WrittenRun.of(
                        folder.resolve("limited"),
                        WrittenRun.START,
                        WrittenRun.epoch(1, 0.25),
                        WrittenRun.end(2, 0.375));
        Structure page = page(best, limited);
        assertThat(cells(page, best)).startsWith("2", "75.00 %", "75.00 %", "1", "0.0625");
        assertThat(cells(page, limited)).startsWith("1", "37.50 %", "25.00 %", "1", "–");
    }

    /** Returns the figures of a run, from the number of its epochs on. */
    private static List<String> cells(Structure page, Path run) {
        List<String> cells = page.texts("td");
        return cells.subList(cells.indexOf(run.toString()) + 2, cells.size());
    }

    @Test
    void runsThatHeldImagesOutHaveChartsOfThem() throws IOException {
        Path plain = WrittenRun.of(folder.resolve("a"), WrittenRun.START, WrittenRun.epoch(1, 0.5));
        Path validated =
                WrittenRun.of(
                        folder.resolve("b"),
                        WrittenRun.START,
                        WrittenRun.epoch(1, 0.5)
                                .replace(
                                        "\"test_loss\"",
                                        "\"validation_loss\":0.5,\"validation_accuracy\":0.5,"
                                                + "\"test_loss\""));
        Structure page = page(plain, validated);
        assertThat(page.elements("svg")).hasSize(8);
        assertThat(page.texts("figcaption"))
                .contains("Validation loss (mean cross-entropy in nats)");
        // Both have six lines in common, and only the second has the other two.
        assertThat(page.texts("text").stream().filter("A"::equals)).hasSize(6);
        assertThat(page.texts("text").stream().filter("B"::equals)).hasSize(8);
    }

    @Test
    void equalRunsDoNotDiffer() throws IOException {
        Path run = WrittenRun.of(folder.resolve("one"), WrittenRun.START, WrittenRun.diverged(1));
        Structure page = page(run, run, WrittenRun.of(folder.resolve("two"), WrittenRun.START));
        assertThat(page.texts("p")).contains("All runs were started with the same.");
        assertThat(page.elements("svg")).hasSize(4);
    }

    @Test
    void manyRunsHaveNamesOfTheirOwn() throws IOException {
        Path run = WrittenRun.of(folder.resolve("one"), WrittenRun.START, WrittenRun.epoch(1, 0.5));
        Path[] runs = new Path[30];
        Arrays.fill(runs, run);
        Structure page = page(runs);
        assertThat(page.texts("text")).contains("A", "Z", "A1", "D1").doesNotContain("E1");
        assertThat(page.elements("text"))
                .isNotEmpty()
                .allMatch(text -> Double.parseDouble(text.getAttribute("y")) > 0);
        assertThat(ComparisonPage.letter(51)).isEqualTo("Z1");
    }

    @Test
    void whatRunsTellIsTextOnly() throws IOException {
        Path evil = folder.resolve("<script>&\"");
        WrittenRun.of(evil, WrittenRun.START, WrittenRun.epoch(1, 0.5));
        Files.writeString(evil.resolve("run.json"), "{\"<script>\":\"</td><script>&\\\"\"}");
        Structure page = page(evil, WrittenRun.of(folder.resolve("b"), WrittenRun.START));
        assertThat(page.elements("script")).isEmpty();
        assertThat(page.texts("td")).contains("</td><script>&\"", evil.toString());
    }
}
