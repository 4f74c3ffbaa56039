package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.models.onnx.Onnx;
import io.github.lanewise.models.onnx.OnnxModel;
import io.github.lanewise.models.onnx.write.NetworkExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program in the README is the one that runs here. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path THIS =
            Path.of("src/test/java/io/github/lanewise/models/ReadmeTest.java");

    private static int[] train(float[] pixels, int[] labels) {
        // README: begin
        try (Workers workers = new Workers(2);
                Network lenet =
                        Network.of(Shape.of(1, 28, 28))
                                .add("conv1", Conv2d.of(6, 5).same())
                                .add(new Relu())
                                .add(MaxPool2d.of(2))
                                .add("conv2", Conv2d.of(16, 5))
                                .add(new Relu())
                                .add(MaxPool2d.of(2))
                                .add(new Flatten())
                                .add("fc1", Dense.of(120))
                                .add(new Relu())
                                .add("fc2", Dense.of(84))
                                .add(new Relu())
                                .add("fc3", Dense.of(10))
                                .build(1);
                Training training =
                        Training.of(lenet)
                                .workers(workers)
                                .optimizer(Sgd.withMomentum(0.9))
                                .build();
                Inference inference = new Inference(lenet, workers)) {
            Samples digits = Samples.of(pixels, labels, lenet.input());
            int[] order = IntStream.range(0, digits.count()).toArray();
            for (int first = 0; first < order.length; first += 64) {
                int images = Math.min(64, order.length - first);
                training.step(digits, order, first, images, 0.02);
            }
            return inference.classify(pixels);
        }
        // README: end
    }

    @Test
    void trainsOnArraysPredictsAndLeavesNothingBehind() {
        int images = 1000;
        float[] pixels = new float[images * 28 * 28];
        int[] labels = new int[images];
        for (int image = 0; image < images; image++) {
            labels[image] = image * 7 % 10;
            int corner = image * 784 + labels[image] / 5 * 14 * 28 + labels[image] % 5 * 5;
            for (int i = 0; i < 5 * 10; i++) {
                pixels[corner + i / 5 * 28 + i % 5] = 1;
            }
        }
        long live = Workspace.totalLiveBytes();
        assertThat(train(pixels, labels)).isEqualTo(labels);
        assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
    }

    private static float[] scores(Path file, float[] image) {
        // README: model begin
        try (OnnxModel model = Onnx.load(file)) {
            float[] scores = model.run(image);
            // README: model end
            return scores;
        }
    }

    @Test
    void runsAModelFromAFileAndLeavesNothingBehind(@TempDir Path folder) {
        Path file = folder.resolve("lenet.onnx");
        try (Network network = LeNet5.modern(1)) {
            NetworkExport.of(network).model().write(file);
        }
        long live = Workspace.totalLiveBytes();
        assertThat(scores(file, new float[28 * 28])).hasSize(10);
        assertThat(scores(file, new float[3 * 28 * 28])).hasSize(30);
        assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
    }

    @Test
    void readmeShowsThisProgram() throws IOException {
        assertThat(Files.readString(README).replaceAll("\\s", ""))
                .contains(program("// README: begin", "// README: end"));
    }

    @Test
    void readmeShowsHowAModelIsRun() throws IOException {
        String program = program("// README: model begin", "// README: model end");
        assertThat(Files.readString(README).replaceAll("\\s", ""))
                .contains(program.replace("(file)", "(Path.of(\"resnet50.onnx\"))") + "}");
    }

    private static String program(String begin, String end) throws IOException {
        String source = Files.readString(THIS);
        return source.substring(source.indexOf(begin) + begin.length(), source.indexOf(end))
                .replaceAll("\\s", "");
    }
}
