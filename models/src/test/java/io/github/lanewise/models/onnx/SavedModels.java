package io.github.lanewise.models.onnx;

import io.github.lanewise.models.family.ClassicNetwork;
import io.github.lanewise.models.family.FamilyOptions;
import io.github.lanewise.models.onnx.write.OnnxAttribute;
import io.github.lanewise.models.onnx.write.OnnxDimension;
import io.github.lanewise.models.onnx.write.OnnxModelBuilder;
import io.github.lanewise.models.onnx.write.OnnxTensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Files of small models. */
final class SavedModels {
    /** Floats of one image of {@link #lenet}. */
    static final int DIGIT = 28 * 28;

    /** Scores of one image of {@link #lenet}. */
    static final int CLASSES = 10;

    private SavedModels() {}

    /** Saves LeNet-5 for any number of images. */
    static Path lenet(Path folder) {
        return classic(folder, ClassicNetwork.LENET_5);
    }

    /** Saves a small network for any number of images. */
    static Path classic(Path folder, ClassicNetwork network) {
        return classic(folder, network, network.small());
    }

    static Path classic(Path folder, ClassicNetwork network, FamilyOptions options) {
        Path file = folder.resolve(network + ".onnx");
        network.model(options).write(file);
        return file;
    }

    /** Starts a model of another graph. */
    static OnnxModelBuilder graph() {
        return io.github.lanewise.models.onnx.write.OnnxModel.named("test");
    }

    static Path save(Path folder, OnnxModelBuilder model) {
        Path file = folder.resolve("model.onnx");
        model.build().write(file);
        return file;
    }

    /**
     * Saves a model of one convolution of {@code image}, N×3×H×W, that becomes {@code map},
     * N×5×H×W, after a normalization and ReLU.
     */
    static Path pictures(Path folder) {
        float[] ones = {1, 2, 3, 4, 5};
        return save(
                folder,
                graph().input("image", open("N", 3, "H", "W"))
                        .initializer("w", OnnxTensor.of(numbers(5 * 3 * 3 * 3, 1), 5, 3, 3, 3))
                        .initializer("scale", ones, 5)
                        .initializer("shift", numbers(5, 2), 5)
                        .node(
                                "Conv",
                                List.of("image", "w"),
                                "c",
                                OnnxAttribute.integers("pads", 1, 1, 1, 1))
                        .node(
                                "BatchNormalization",
                                List.of("c", "scale", "shift", "shift", "scale"),
                                "n")
                        .node("Relu", List.of("n"), "map")
                        .output("map", open("N", 5, "H", "W")));
    }

    /** Returns extents that are fixed (numbers) or open (names). */
    static OnnxDimension[] open(Object... extents) {
        return Arrays.stream(extents)
                .map(each ->
                        each instanceof Integer fixed
                                ? OnnxDimension.of(fixed)
                                : OnnxDimension.of(each.toString()))
                .toArray(OnnxDimension[]::new);
    }

    static float[] numbers(int count, long seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    /** Returns memory in which a result that is not written shows. */
    static float[] blank(int count) {
        float[] blank = new float[count];
        Arrays.fill(blank, Float.NaN);
        return blank;
    }
}
