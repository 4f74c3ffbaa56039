package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
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

    private Path data() throws IOException {
        return DigitFolder.write(folder.resolve("data"), 10, 20);
    }

    private Outcome explain(Path weights, Path out, String... more) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add("explain");
        arguments.addAll(List.of("--weights", weights.toString(), "--out", out.toString()));
        arguments.addAll(List.of("--data", data().toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
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
        Outcome outcome = explain(weights(model), out, "--digits", "3");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains(out.resolve("index.html").toString());
        String page = Files.readString(out.resolve("index.html"));
        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains(
                        "name=\"viewport\"",
                        "prefers-color-scheme: dark",
                        "<th scope=\"row\">conv1</th>")
                .doesNotContain("<script", "http:", "https:", "url(");
        assertThat(page.split("<img ", -1))
                .allSatisfy(part ->
                        assertThat(part)
                                .matches(
                                        "(?s)(<!DOCTYPE|alt=\"[^\"]+\" src=\"data:image/png;base64,[^\"]+\").*"));
        assertThat(files(out).stream().map(file -> file.getFileName().toString()))
                .contains(
                        "filters.png",
                        "filters.json",
                        "filter-00.png",
                        "maps-conv1.png",
                        "index.html")
                .noneMatch(name -> name.endsWith(".tmp"));
        assertThat(Files.readString(out.resolve("filters.json")))
                .startsWith("{\"layer\":\"conv1\",\"similarity_by_chance\":0.")
                .contains("{\"filter\":5,\"closest\":\"");
    }

    @Test
    void equalInputsGiveEqualFiles() throws IOException {
        Path weights = weights("lenet5");
        explain(weights, folder.resolve("a"), "--digits", "5,6", "--threads", "1");
        explain(weights, folder.resolve("b"), "--digits", "5,6", "--threads", "3");
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
        assertThat(below.err().lines())
                .containsExactly(
                        "--out "
                                + file.resolve("below")
                                + " cannot be written: not a directory; name another folder.");
    }

    @Test
    void missingAndForeignWeightsAreOneSentence() throws IOException {
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

    @Test
    void digitsAreChosenAndChecked() throws IOException {
        Path weights = weights("lenet5");
        Path out = folder.resolve("out");
        assertThat(explain(weights, out, "--digits", "7,1").status()).isZero();
        BufferedImage maps = ImageIO.read(out.resolve("maps-conv1.png").toFile());
        assertThat(maps.getHeight()).isEqualTo(2 * (2 * 28 + 3) + 3);
        assertThat(maps.getWidth()).isEqualTo(7 * (2 * 28 + 3) + 3);
        Outcome outcome = explain(weights, out, "--digits", "7,10");
        assertThat(outcome.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(outcome.err()).startsWith("--digits must be from 0 to 9, not 10.");
    }

    @Test
    void aClassWithoutImagesIsLeftOutOrTold() throws IOException {
        Path black = DigitFolder.writeBlack(folder.resolve("black"), 3, 28, 28);
        Path weights = weights("lenet5");
        String[] run = {
            "explain",
            "--weights",
            weights.toString(),
            "--data",
            black.toString(),
            "--out",
            folder.resolve("out").toString()
        };
        assertThat(Program.run(run).status()).isZero();
        String[] named = Arrays.copyOf(run, run.length + 2);
        named[run.length] = "--digits";
        named[run.length + 1] = "4";
        Outcome outcome = Program.run(named);
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "--digits names 4, but no test image is of that class; leave it out.");
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        Path file = folder.resolve("nan.safetensors");
        try (Network network = Models.LENET5.build(1)) {
            float[] bias = network.parameters().get(1).toArray();
            bias[2] = Float.NaN;
            network.parameters().get(1).set(bias);
            WeightsFile.save(network, file, Map.of("model", "lenet5"));
        }
        Outcome outcome = explain(file, folder.resolve("out"));
        assertThat(outcome.status()).isEqualTo(ExitStatus.WEIGHTS);
        assertThat(outcome.err().lines())
                .containsExactly(
                        file
                                + " has values in 'conv1.bias' that are no numbers; name other weights.");
    }

    @Test
    void missingDataLeaveNoFolderBehind() {
        Path out = folder.resolve("out");
        Outcome outcome =
                Program.run(
                        "explain",
                        "--weights",
                        weights("lenet5").toString(),
                        "--data",
                        folder.resolve("none").toString(),
                        "--out",
                        out.toString());
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(out).doesNotExist();
    }
}
