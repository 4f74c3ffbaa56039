package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that classify no images are told in a sentence. */
class OnnxRefusalTest {
    @TempDir private Path folder;
    private Path onnx;
    private String image;

    @BeforeEach
    void writeImage() {
        onnx = folder.resolve("model.onnx");
        image = TestImages.colour(folder.resolve("image.png"), 9, 9).toString();
    }

    private Outcome predict() {
        return Program.run("predict", "--onnx", onnx.toString(), image);
    }

    private void assertRefused(OnnxModelBuilder model, String fault) {
        model.build().write(onnx);
        Outcome outcome = predict();
        assertThat(outcome.err().lines()).containsExactly(fault);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).isEmpty();
    }

    private static OnnxModelBuilder relu(long... extents) {
        return OnnxModel.named("g")
                .input("x", extents)
                .node("Relu", List.of("x"), "y")
                .output("y", extents);
    }

    @Test
    void inputsThatAreNoImage() {
        assertRefused(
                relu(1, 10),
                onnx
                        + ": the input 'x 1×10' is no image, which is N×C×H×W: images, channels,"
                        + " height, width.");
        assertRefused(
                OnnxModel.named("g")
                        .input("x", 1, 3, 4, 5)
                        .input("z", 1, 3, 4, 5)
                        .node("Add", List.of("x", "z"), "y")
                        .output("y", 1, 3, 4, 5),
                onnx
                        + ": this model has the inputs [x 1×3×4×5, z 1×3×4×5], but a classifier of"
                        + " images has one.");
        OnnxDimension[] open = new OnnxDimension[4];
        Arrays.fill(open, OnnxDimension.of("n"));
        assertRefused(
                OnnxModel.named("g")
                        .input("x", open)
                        .node("Relu", List.of("x"), "y")
                        .output("y", open),
                onnx
                        + ": the input 'x n×n×n×n' has any number of channels; save the model for 1"
                        + " or 3.");
        assertRefused(
                OnnxModel.named("g")
                        .input("x", 1, 224, 224, 3)
                        .node("GlobalAveragePool", List.of("x"), "y")
                        .output("y", 1, 224, 1, 1),
                "The model reads 224×224×3, but images have 1 or 3 channels; name another model.");
        assertRefused(
                OnnxModel.named("g")
                        .input(
                                "x",
                                OnnxType.UINT8,
                                OnnxDimension.of(1),
                                OnnxDimension.of(3),
                                OnnxDimension.of(4),
                                OnnxDimension.of(4))
                        .node("Relu", List.of("x"), "y")
                        .output("y", 1, 3, 4, 4),
                onnx
                        + ": input 'x' has elements of type UINT8, but only floats can be computed"
                        + " with.");
    }

    @Test
    void outputsThatAreNoScores() {
        String advice = " values, but the scores of classes are N×classes.";
        assertRefused(relu(1, 3, 4, 4), onnx + ": the output 'y' has 1×3×4×4" + advice);
        assertRefused(
                OnnxModel.named("g")
                        .input("x", 1, 1, 4, 5)
                        .node("GlobalAveragePool", List.of("x"), "y")
                        .output("y", 1, 1, 1, 1),
                onnx + ": the output 'y' has 1×1×1×1" + advice);
    }

    @Test
    void extentsThatAreAbsurd() {
        assertRefused(
                relu(1, 3, 1 << 19, 1 << 19),
                onnx + ": A value of 1×3×524288×524288 has more than 2^31 - 1 elements.");
    }

    @Test
    void filesThatAreNoModel() throws IOException {
        assertThat(predict().status()).isEqualTo(4);
        assertThat(predict().err())
                .isEqualToIgnoringNewLines(onnx + ": cannot read the file: there is no such file.");
        Files.writeString(onnx, "not a model");
        assertThat(predict().status()).isEqualTo(4);
        assertThat(predict().err().lines()).hasSize(1);
        Outcome summary = Program.run("summary", "--onnx", onnx.toString());
        assertThat(summary.status()).isEqualTo(4);
        assertThat(summary.err().lines()).hasSize(1);
    }

    @Test
    void operatorsThatAreNotSupportedAreListed() {
        OnnxModel.named("g")
                .input("x", 1, 3, 4, 4)
                .node("Det", List.of("x"), "d")
                .node("Erf", List.of("d"), "y")
                .output("y", 1, 3)
                .build()
                .write(onnx);
        Outcome outcome = predict();
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines())
                .singleElement()
                .asString()
                .startsWith(onnx.toString())
                .contains("Det", "Erf");
    }
}
