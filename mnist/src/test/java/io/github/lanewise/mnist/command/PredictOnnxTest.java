package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.family.Exporter;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModel;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictOnnxTest {
    @TempDir private Path folder;
    private Path onnx;
    private Path image;

    @BeforeEach
    void writeImage() {
        onnx = folder.resolve("model.onnx");
        image = TestImages.colour(folder.resolve("image.png"), 60, 50);
    }

    private Outcome predict(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("predict", "--onnx", onnx.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        return Program.run(all.toArray(String[]::new));
    }

    /** A mean of each of four filters over images of any size, N×4×1×1. */
    private static OnnxModelBuilder means(OnnxDimension... extents) {
        int filters = 4;
        float[] weights = new float[filters * 3 * 3 * 3];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i * 7 % 11 - 5;
        }
        return OnnxModel.named("means")
                .input("x", extents)
                .initializer("w", weights, filters, 3, 3, 3)
                .node("Conv", List.of("x", "w"), "c")
                .node("GlobalAveragePool", List.of("c"), "y")
                .output("y", OnnxDimension.of("N"), OnnxDimension.of(4), one(), one());
    }

    private static OnnxDimension one() {
        return OnnxDimension.of(1);
    }

    private static OnnxDimension[] images(int count, int height, int width) {
        return new OnnxDimension[] {
            OnnxDimension.of(count),
            OnnxDimension.of(3),
            OnnxDimension.of(height),
            OnnxDimension.of(width)
        };
    }

    private static void assertSame(Outcome one, Outcome other, int classes) {
        assertThat(one.err()).isEmpty();
        assertThat(other.err()).isEmpty();
        Map<Integer, Double> expected = PredictionJson.probabilities(one);
        Map<Integer, Double> found = PredictionJson.probabilities(other);
        assertThat(expected).hasSize(classes);
        expected.forEach((category, probability) ->
                assertThat(found.get(category)).isCloseTo(probability, within(1e-5)));
    }

    @Test
    void anExportedModelPredictsWhatItsWeightsDo() throws IOException {
        Path weights = folder.resolve("trained");
        String data = DigitFolder.write(folder.resolve("data"), 200, 10).toString();
        String[] train = {"train", "--epochs=1", "--quiet", "--data", data, "--out", "" + weights};
        assertThat(Program.run(train).status()).isZero();
        assertSameWhenExported(weights);
        for (Model model : List.of(Models.LENET5_1998, Models.VGG28)) {
            try (Network network = model.build(1)) {
                WeightsMetadata metadata = new WeightsMetadata(model, Normalization.of(model));
                WeightsFile.save(
                        network, weights, metadata.strings(network, BuildInfo.ofThisProgram()));
            }
            assertSameWhenExported(weights);
        }
    }

    private void assertSameWhenExported(Path weights) {
        String[] export = {"export", "--weights", "" + weights, "--onnx", "" + onnx};
        assertThat(Program.run(export).err()).isEmpty();
        String[] predict = {"predict", "--weights", "" + weights, "--json", "--top=10", "" + image};
        assertSame(Program.run(predict), predict("--json", "--top", 10, image), 10);
    }

    @Test
    void scoresAndTheirSoftmaxAreTheSame() {
        ClassicNetwork squeezenet = ClassicNetwork.SQUEEZENET;
        squeezenet.model(squeezenet.small().exporter(Exporter.CAFFE)).write(onnx);
        Outcome first = predict("--json", "--top", 10, image);
        Outcome named = predict("--json", "--top", 10, "--output", "probabilities", image);
        assertSame(first, named, 10);
        assertThat(predict("--output", "scores", image).err())
                .isEqualToIgnoringNewLines(
                        onnx + ": there is no output 'scores'; name one of logits, probabilities.");
    }

    @Test
    void severalImagesAreReadByOneModel() throws IOException {
        means(images(1, 30, 40)).build().write(onnx);
        Path labels = folder.resolve("labels");
        Files.writeString(labels, "a\nb\nc\nd\n");
        Outcome outcome = predict("--threads", 1, "--labels", labels, "--top", 1, image, image);
        assertThat(outcome.lines()).hasSize(2).allMatch(line -> line.matches(".*: [a-d] .* %"));
    }

    @Test
    void openSizesAreGiven() {
        OnnxDimension any = OnnxDimension.of("any");
        means(OnnxDimension.of("N"), OnnxDimension.of(3), any, any).build().write(onnx);
        Outcome open = predict("--size", "30x40", "--json", "--top", 4, image);
        assertThat(predict(image).err())
                .isEqualToIgnoringNewLines(
                        onnx
                                + ": the input 'x N×3×any×any' is open in height or width; give both"
                                + " with --size HxW.");
        assertThat(predict("--size", "2x9", image).status()).isEqualTo(4);
        means(images(1, 30, 40)).build().write(onnx);
        assertSame(predict("--json", "--top", 4, image), open, 4);
        assertThat(predict("--size", "30x40", image).status()).isZero();
        assertThat(predict("--size", "30x41", image).err())
                .isEqualToIgnoringNewLines(
                        onnx
                                + ": the input 'x 1×3×30×40' takes no images of 30×41; change --size or leave it out.");
        means(images(5, 30, 40)).build().write(onnx);
        assertSame(predict("--json", "--top", 4, image), open, 4);
    }

    @Test
    void pixelsBecomeWhatTheMetadataSays() {
        OnnxDimension[] extents = images(1, 30, 40);
        means(extents).build().write(onnx);
        String fractions = predict("--json", image).out();
        assertThat(predict("--json", "--mean", 0, "--std", 1, image).out()).isEqualTo(fractions);
        means(extents)
                .metadata("pixel_scale", "0.01")
                .metadata("pixel_shift", "-1.0")
                .build()
                .write(onnx);
        Outcome told = predict("--json", "--top", 4, image);
        assertThat(told.out()).isNotEqualTo(fractions);
        double std = 1 / 2.55;
        String means = "%s,%s,%s".formatted(std, std, std);
        assertSame(told, predict("--json", "--top", 4, "--std", std, "--mean", means, image), 4);
    }

    @Test
    void metadataThatMakesNoSenseMayBeReplaced() {
        means(images(1, 30, 40)).metadata("pixel_scale", "much").build().write(onnx);
        Outcome outcome = predict(image);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        onnx
                                + ": this model has the metadata 'pixel_scale' = 'much', which is no"
                                + " number; give --mean and --std.");
        assertThat(predict("--mean", 0, image).status()).isZero();
    }
}
