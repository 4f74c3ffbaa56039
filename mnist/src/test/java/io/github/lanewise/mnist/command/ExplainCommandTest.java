package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    @TempDir private Path folder;

    private Path weights(String name) {
        Model model = Models.named(name).orElseThrow();
        Path file = folder.resolve(name + ".safetensors");
        try (Network network = model.build(3)) {
            WeightsFile.save(
                    network,
                    file,
                    new WeightsMetadata(model, Normalization.of(model))
                            .strings(network, BuildInfo.ofThisProgram()));
        }
        return file;
    }

    private Outcome explain(Path weights, Path out) {
        return Program.run("explain", "--weights", weights.toString(), "--out", out.toString());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lenet5", "lenet5-1998", "vgg28"})
    void writesPicturesAndAPageThatNeedsNothingElse(String model) throws IOException {
        Path out = folder.resolve("deep").resolve("out");
        Outcome outcome = explain(weights(model), out);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(out.resolve("index.html").toString());
        String page = Files.readString(out.resolve("index.html"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("name=\"viewport\"", "prefers-color-scheme: dark", "<td>conv1</td>")
                .doesNotContain("<script", "http:", "https:", "url(");
        assertThat(page.split("<img ", -1))
                .allSatisfy(part ->
                        assertThat(part)
                                .matches(
                                        "(?s)(<!DOCTYPE|alt=\"[^\"]+\" src=\"data:image/png;base64,[^\"]+\").*"));
        assertThat(files(out).stream().map(file -> file.getFileName().toString()))
                .contains("filters.png", "filters.json", "filter-00.png", "index.html")
                .noneMatch(name -> name.endsWith(".tmp"));
        assertThat(Files.readString(out.resolve("filters.json")))
                .startsWith("{\"layer\":\"conv1\",\"similarity_by_chance\":0.")
                .contains("{\"filter\":5,\"closest\":\"");
    }

    @Test
    void equalInputsGiveEqualFiles() throws IOException {
        Path weights = weights("lenet5");
        explain(weights, folder.resolve("a"));
        explain(weights, folder.resolve("b"));
        List<Path> files = files(folder.resolve("a"));
        assertThat(files).hasSameSizeAs(files(folder.resolve("b")));
        for (Path file : files) {
            assertThat(folder.resolve("b").resolve(file.getFileName()))
                    .hasSameBinaryContentAs(file);
        }
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "kept");
        Outcome outcome = explain(weights("lenet5"), file);
        assertThat(outcome.status()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "--out " + file + " cannot be written: it is a file; name a folder.");
        assertThat(file).hasContent("kept");
        Outcome below = explain(weights("lenet5"), file.resolve("below"));
        assertThat(below.status()).isEqualTo(ExitStatus.OUTPUT);
        assertThat(below.err().lines()).hasSize(1);
    }

    @Test
    void missingAndForeignWeightsAreOneSentence() {
        Outcome missing = explain(folder.resolve("none"), folder.resolve("out"));
        assertThat(missing.status()).isEqualTo(ExitStatus.WEIGHTS);
        assertThat(missing.err().lines()).hasSize(1);
        Path foreign = folder.resolve("foreign.safetensors");
        try (Network network = Models.LENET5.build(1)) {
            WeightsFile.save(network, foreign, Map.of("model", "resnet"));
        }
        Outcome unknown = explain(foreign, folder.resolve("out"));
        assertThat(unknown.status()).isEqualTo(ExitStatus.WEIGHTS);
        assertThat(unknown.err().lines())
                .singleElement()
                .asString()
                .contains("belongs to the model 'resnet'");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
