package io.github.lanewise.mnist.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.page.RunRecord.Epoch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunReaderTest {
    @TempDir private Path folder;

    private void refused(String sentence) {
        assertThatThrownBy(() -> RunReader.read(folder))
                .isInstanceOf(UnreadableRunException.class)
                .hasMessage(folder + sentence);
    }

    @Test
    void readsWhatTheMetricsTell() throws IOException {
        WrittenRun.of(
                folder,
                WrittenRun.START,
                WrittenRun.epoch(1, 0.5),
                WrittenRun.epoch(2, 0.75),
                WrittenRun.epoch(3, 0.75),
                "{\"event\":\"end\",\"test_accuracy\":0.75}\n");
        RunRecord run = RunReader.read(folder);
        assertThat(run.provenance()).containsEntry("seed", "1").doesNotContainKey("event");
        assertThat(run.epochs()).extracting(Epoch::number).containsExactly(1, 2, 3);
        assertThat(run.best("test_accuracy").orElseThrow().number()).isEqualTo(2);
        assertThat(run.end()).isPresent();
    }

    @Test
    void aKilledRunHasAllButItsLastLine() throws IOException {
        WrittenRun.of(folder, WrittenRun.START, WrittenRun.epoch(1, 0.5), "{\"event\":\"epo");
        RunRecord run = RunReader.read(folder);
        assertThat(run.epochs()).hasSize(1);
        assertThat(run.end()).isEmpty();
    }

    @Test
    void anEpochThatWasRepeatedCountsOnce() throws IOException {
        WrittenRun.of(
                folder,
                WrittenRun.START,
                WrittenRun.epoch(1, 0.5),
                WrittenRun.epoch(2, 0.6),
                WrittenRun.epoch(2, 0.7));
        RunRecord run = RunReader.read(folder);
        assertThat(run.epochs()).hasSize(2);
        assertThat(run.epochs().getLast().value("test_accuracy")).isEqualTo(0.7);
    }

    @Test
    void theFileOfTheRunComesFirst() throws IOException {
        WrittenRun.of(folder, WrittenRun.START);
        Files.writeString(
                folder.resolve("run.json"),
                "{\"options\":{\"seed\":7,\"clip_norm\":null},\"digests\":[\"a\",\"b\"]}");
        RunRecord run = RunReader.read(folder);
        assertThat(run.provenance())
                .containsEntry("options.seed", "7")
                .containsEntry("digests", "a, b")
                .hasSize(2);
        assertThat(run.value("seed")).contains("7");
        assertThat(run.value("clip_norm")).isEmpty();
    }

    @Test
    void refusesAFolderWithoutARun() throws IOException {
        refused(" holds no run: there is no metrics.jsonl in it; name the folder of a run.");
        WrittenRun.of(folder, "{\"a\":1}\n");
        refused(" holds no run: its metrics.jsonl has no event of one; name the folder of a run.");
        assertThatThrownBy(() -> RunReader.read(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + " is no folder; name the folder of a run.");
    }

    @Test
    void refusesDamagedFiles() throws IOException {
        WrittenRun.of(folder, WrittenRun.START, "{\"event\":\n", WrittenRun.epoch(1, 0.5));
        refused(": line 2 of metrics.jsonl is no JSON object; mend or remove it.");
        WrittenRun.of(folder, WrittenRun.START, "[1]\n");
        refused(": line 2 of metrics.jsonl is no JSON object; mend or remove it.");
        WrittenRun.of(folder, WrittenRun.START);
        Files.writeString(folder.resolve("run.json"), "{} {}");
        refused(": run.json is no JSON object; mend or remove it.");
    }
}
