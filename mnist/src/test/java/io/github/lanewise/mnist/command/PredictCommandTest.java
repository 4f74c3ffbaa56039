package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.platform.BuildInfo;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {
    private static final int SEED = 3;
    private static final int PIXELS = 28 * 28;

    @TempDir private Path folder;
    private Path weights;
    private Path image;

    @BeforeEach
    void writeFiles() throws IOException {
        weights = folder.resolve("weights.safetensors");
        try (Network network = LeNet5.modern(SEED)) {
            save(network);
        }
        image = folder.resolve("image.png");
        write(image, BufferedImage.TYPE_BYTE_GRAY, 28, false);
    }

    private void save(Network network) {
        WeightsMetadata metadata = new WeightsMetadata(Models.LENET5, Normalization.STANDARD);
        WeightsFile.save(network, weights, metadata.strings(network, BuildInfo.ofThisProgram()));
    }

    private static int value(int pixel) {
        return pixel * 37 % 256;
    }

    private static void write(Path file, int type, int side, boolean inverted) throws IOException {
        BufferedImage picture = new BufferedImage(side, side, type);
        for (int i = 0; i < side * side; i++) {
            int grey = inverted ? 255 - value(i) : value(i);
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                picture.getRaster().setSample(i % side, i / side, 0, grey);
            } else {
                picture.setRGB(i % side, i / side, 0x010101 * grey);
            }
        }
        ImageIO.write(picture, "png", file.toFile());
    }

    private Outcome predict(Object... arguments) {
        List<String> all = new ArrayList<>(List.of("predict", "--weights", weights.toString()));
        Arrays.stream(arguments).map(Object::toString).forEach(all::add);
        return Program.run(all.toArray(String[]::new));
    }

    /** What the network says of the image. */
    private static float[] expected() {
        float[] input = new float[PIXELS];
        for (int i = 0; i < PIXELS; i++) {
            input[i] = Normalization.STANDARD.scale() * value(i) + Normalization.STANDARD.shift();
        }
        try (Network network = LeNet5.modern(SEED);
                Workers workers = new Workers(1);
                Inference inference = new Inference(network, workers)) {
            return inference.predict(input);
        }
    }

    private static List<Integer> order(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .boxed()
                .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
                .toList();
    }

    private static String percent(float probability) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * probability);
    }

    @Test
    void tellsTheThreeMostProbableClasses() {
        float[] probabilities = expected();
        List<Integer> order = order(probabilities);
        Outcome outcome = predict(image);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(outcome.lines())
                .containsExactly(
                        "%s: %d %s, %d %s, %d %s"
                                .formatted(
                                        image,
                                        order.get(0),
                                        percent(probabilities[order.get(0)]),
                                        order.get(1),
                                        percent(probabilities[order.get(1)]),
                                        order.get(2),
                                        percent(probabilities[order.get(2)])));
    }

    @Test
    void colourInvertedAndLargerImagesAreTheSame() throws IOException {
        String expected = predict(image).out();
        Path colour = folder.resolve("colour.png");
        write(colour, BufferedImage.TYPE_INT_RGB, 28, false);
        assertThat(predict(colour).out().replace("colour.png", "image.png")).isEqualTo(expected);
        Path black = folder.resolve("black.png");
        write(black, BufferedImage.TYPE_BYTE_GRAY, 28, true);
        assertThat(predict("--invert", black).out().replace("black.png", "image.png"))
                .isEqualTo(expected);
        assertThat(predict(black).out().replace("black.png", "image.png")).isNotEqualTo(expected);
    }

    @Test
    void otherSizesAreResized() throws IOException {
        Path large = folder.resolve("large.png");
        write(large, BufferedImage.TYPE_BYTE_GRAY, 61, false);
        for (String how : List.of("fit", "stretch", "crop")) {
            Outcome outcome = predict("--resize", how, large);
            assertThat(outcome.status()).isZero();
            assertThat(outcome.lines()).hasSize(1);
        }
    }

    @Test
    void theNormalizationCanBeGiven() {
        String expected = predict(image).out();
        assertThat(predict("--mean", "0.1307", "--std", "0.3081", image).out()).isEqualTo(expected);
        assertThat(predict("--mean=-0.5", image).out()).isNotEqualTo(expected);
        assertThat(predict("--mean", "0.5,0.5,0.5", image).err())
                .startsWith("--mean has 3 numbers, but the model reads 1 channels; give one or 1.");
        assertThat(predict("--std", "0", image).err())
                .startsWith("--std must be a number above 0, not 0.0.");
        assertThat(predict("--mean", "NaN", image).err())
                .startsWith("--mean must be a finite number, not NaN.");
    }

    @Test
    void classesHaveTheNamesOfTheFile() throws IOException {
        Path labels = folder.resolve("labels");
        Files.write(labels, IntStream.range(0, 10).mapToObj(i -> "digit-" + i).toList());
        String first = "digit-" + order(expected()).getFirst();
        assertThat(predict("--labels", labels, "--top", 1, image).lines())
                .singleElement()
                .asString()
                .startsWith(image + ": " + first + " ");
        Files.writeString(labels, "a\nb\n\n");
        Outcome outcome = predict("--labels", labels, image);
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "--labels %s has 2 lines, but the model has 10 classes; write one line for each."
                                .formatted(labels));
        assertThat(predict("--labels", folder, image).status()).isEqualTo(3);
        Files.write(labels, new byte[] {(byte) 0xff, '\n'});
        assertThat(predict("--labels", labels, image).err()).contains("is no text in UTF-8");
    }

    @Test
    void jsonHasAnObjectPerLine() throws IOException {
        Path labels = folder.resolve("labels");
        Files.write(labels, IntStream.range(0, 10).mapToObj(i -> "\"" + i).toList());
        Path missing = folder.resolve("missing.png");
        Outcome outcome = predict("--json", "--top", 2, "--labels", labels, image, missing);
        assertThat(outcome.status()).isEqualTo(3);
        List<Integer> order = order(expected());
        float[] probabilities = expected();
        assertThat(outcome.lines())
                .containsExactly(
                        "{\"image\":\"%s\",\"predictions\":[%s,%s]}"
                                .formatted(
                                        image,
                                        object(order.get(0), probabilities),
                                        object(order.get(1), probabilities)),
                        "{\"image\":\"%s\",\"error\":\"%s cannot be read: there is no such file.\"}"
                                .formatted(missing, missing));
    }

    private static String object(int category, float[] probabilities) {
        return "{\"class\":%d,\"label\":\"\\\"%d\",\"probability\":%s}"
                .formatted(category, category, Double.toString(probabilities[category]));
    }

    @Test
    void anImageThatCannotBeReadDoesNotStopTheOthers() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "text");
        Outcome outcome = predict(text, image);
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        text + " is no image; name a PNG, JPEG, GIF, BMP or TIFF file.");
        assertThat(outcome.lines()).hasSize(1).element(0).asString().startsWith(image + ": ");
    }

    @Test
    void weightsThatAreNotFiniteAreTold() {
        try (Network network = LeNet5.modern(SEED)) {
            float[] bias = new float[10];
            bias[4] = Float.NaN;
            network.parameters().getLast().set(bias);
            save(network);
        }
        Outcome outcome = predict(image);
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        weights + " gives scores that are no numbers: its weights are not finite.");
    }

    @Test
    void optionsAreChecked() {
        assertThat(predict("--top", 0, image).err()).startsWith("--top must be at least 1, not 0.");
        assertThat(predict("--resize", "zoom", image).err())
                .startsWith(
                        "Invalid value for option '--resize': 'zoom' is not one of fit, stretch,"
                                + " crop.");
        assertThat(predict().err()).startsWith("Missing required parameter: 'IMAGE'");
        assertThat(predict("").err()).startsWith("IMAGE is empty; name a file or folder.");
        assertThat(Program.run("predict", image.toString()).err())
                .startsWith("Name a model with --weights or --onnx.");
    }
}
