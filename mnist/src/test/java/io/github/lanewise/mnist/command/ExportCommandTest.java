package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.onnx.write.NetworkExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    @TempDir private Path folder;

    /** That ONNX Runtime agrees with such bytes is tested where the export is. */
    @Test
    void writesTheModelWithItsMetadata() throws IOException {
        for (Model model : Models.forDigits()) {
            Path weights = weights(model);
            Path onnx = folder.resolve(model.name() + ".onnx");
            Outcome outcome = export(weights, onnx);
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            assertThat(outcome.lines())
                    .hasSize(2)
                    .element(0)
                    .asString()
                    .startsWith(
                            "Model %s from %s written to %s, "
                                    .formatted(model.name(), weights, onnx));
            Map<String, String> strings = WeightsFile.metadata(weights);
            assertThat(strings).containsKeys("pixel_scale", "pixel_shift", "input_shape", "model");
            try (Network network = model.build(1)) {
                assertThat(onnx)
                        .hasBinaryContent(
                                NetworkExport.of(network).metadata(strings).model().toBytes());
            }
        }
    }

    @Test
    void tellsWhatTheModelReadsAndWrites() {
        Outcome outcome = export(weights(Models.LENET5_1998), folder.resolve("model.onnx"));
        assertThat(outcome.lines().getLast())
                .isEqualTo(
                        "Input 'input': N×1×28×28, pixel · 0.005 + -0.1 for pixels from 0 to 255."
                                + " Output 'logits': N×10.");
    }

    @Test
    void refusesAFileThatCannotBeWritten() {
        Path onnx = folder.resolve("missing").resolve("model.onnx");
        Outcome outcome = export(weights(Models.LENET5), onnx);
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "--onnx %s cannot be written: the folder %s does not exist; create it first."
                                .formatted(onnx, onnx.getParent()));
    }

    @Test
    void refusesToWriteOverTheWeights() throws IOException {
        Path weights = weights(Models.LENET5);
        byte[] before = Files.readAllBytes(weights);
        Outcome outcome = export(weights, folder.resolve(".").resolve(weights.getFileName()));
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--weights and --onnx name the same file; name two.");
        assertThat(weights).hasBinaryContent(before);
    }

    @Test
    void refusesWeightsThatAreNone() {
        Path onnx = folder.resolve("model.onnx");
        Outcome outcome = export(folder.resolve("none"), onnx);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(onnx).doesNotExist();
    }

    @Test
    void refusesEmptyNames() {
        Outcome outcome = Program.run("export", "--weights", "x", "--onnx", "");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--onnx is empty; name a file or folder.");
    }

    private static Outcome export(Path weights, Path onnx) {
        return Program.run("export", "--weights", weights.toString(), "--onnx", onnx.toString());
    }

    private Path weights(Model model) {
        Path weights = folder.resolve(model.name() + ".safetensors");
        try (Network network = model.build(1)) {
            WeightsMetadata metadata = new WeightsMetadata(model, Normalization.of(model));
            WeightsFile.save(
                    network, weights, metadata.strings(network, BuildInfo.ofThisProgram()));
        }
        return weights;
    }
}
