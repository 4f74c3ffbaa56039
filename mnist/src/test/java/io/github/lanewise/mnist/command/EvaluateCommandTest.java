package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.models.LeNet5;
import io.github.lanewise.models.WeightsFile;
import io.github.lanewise.models.safetensors.NamedTensor;
import io.github.lanewise.models.safetensors.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    private static final String ADVICE = "name weights that 'lanewise train --out' wrote.";

    @TempDir private Path folder;
    private Path data;
    private Path weights;

    @BeforeEach
    void writeDigits() throws IOException {
        data = DigitFolder.write(folder.resolve("data"), 200, 45);
        weights = folder.resolve("weights.safetensors");
    }

    private Outcome evaluate(String... more) {
        return Program.run(
                Stream.concat(
                                Stream.of(
                                        "eval",
                                        "--weights",
                                        weights.toString(),
                                        "--data",
                                        data.toString()),
                                Stream.of(more))
                        .toArray(String[]::new));
    }

    @Test
    void findsWhatTrainingFoundLast() {
        for (String model : List.of("lenet5", "lenet5-1998")) {
            Outcome trained =
                    Program.run(
                            "train",
                            "--data",
                            data.toString(),
                            "--epochs",
                            "2",
                            "--model",
                            model,
                            "--out",
                            weights.toString());
            String lastEpoch = trained.lines().get(4);
            Outcome outcome = evaluate();
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).isZero();
            List<String> lines = outcome.lines();
            assertThat(lines.get(1)).startsWith("Model " + model + " from " + weights + ", on 45");
            assertThat(lastEpoch)
                    .contains(
                            "test loss %s, %s "
                                    .formatted(value(lines.get(3)), value(lines.get(4))));
            assertThat(lines.get(5)).matches("images/s  [0-9,]+");
            assertConfusion(lines.subList(7, lines.size()), value(lines.get(4)));
        }
    }

    @Test
    void averagesVariants() throws IOException {
        Program.run(
                "train", "--data", data.toString(), "--epochs", "1", "--out", weights.toString());
        List<String> plain = evaluate().lines();
        // So small a change leaves every pixel where it is.
        assertThat(
                        evaluate("--test-time-augmentation", "3", "--shift", "1e-9")
                                .lines()
                                .subList(3, 5))
                .isEqualTo(plain.subList(3, 5));
        List<String> averaged = evaluate("--test-time-augmentation", "3", "--shift", "3").lines();
        assertThat(averaged.get(3)).startsWith("loss ").isNotEqualTo(plain.get(3));
        assertConfusion(averaged.subList(7, averaged.size()), value(averaged.get(4)));
        List<String> oneThread =
                evaluate("--test-time-augmentation=3", "--shift=3", "--threads=1").lines();
        assertThat(oneThread.get(3)).isEqualTo(averaged.get(3));
    }

    private static String value(String line) {
        return line.replaceFirst("\\S+ +", "");
    }

    private static void assertConfusion(List<String> table, String accuracy) {
        assertThat(table).hasSize(11);
        assertThat(table.getFirst()).matches("true \\\\ predicted( +[0-9]){10}");
        int all = 0;
        int right = 0;
        for (int label = 0; label < 10; label++) {
            String[] cells = table.get(label + 1).trim().split(" +");
            assertThat(cells).hasSize(11);
            assertThat(cells[0]).isEqualTo(Integer.toString(label));
            for (int predicted = 0; predicted < 10; predicted++) {
                all += Integer.parseInt(cells[predicted + 1]);
            }
            right += Integer.parseInt(cells[label + 1]);
        }
        assertThat(all).isEqualTo(45);
        assertThat("%.2f %%".formatted(100.0 * right / all)).isEqualTo(accuracy);
    }

    @Test
    void refusesAMissingFile() {
        Outcome outcome = evaluate();
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        weights + ": cannot read the file: there is no such file; " + ADVICE);
    }

    @Test
    void refusesAFileThatIsNoWeightsFile() throws IOException {
        Files.writeString(weights, "not a safetensors file");
        Outcome outcome = evaluate();
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith(weights.toString());
    }

    @Test
    void refusesWeightsThatDoNotSayTheirModel() {
        assertRefused(
                Map.of(),
                " does not say its model; name it with --model, one of lenet5, lenet5-1998, vgg28, vgg28-bn");
    }

    @Test
    void refusesWeightsOfAnUnknownModel() {
        assertRefused(
                Map.of("model", "resnet"),
                " belongs to the model 'resnet', which is not one of lenet5, lenet5-1998, vgg28, vgg28-bn, ");
    }

    @Test
    void refusesANormalizationThatIsNoNumber() {
        assertRefused(
                Map.of("model", "lenet5", "pixel_scale", "1", "pixel_shift", "much"),
                " has the metadata 'pixel_shift' = 'much', which is no number.");
        assertRefused(
                Map.of("model", "lenet5", "pixel_scale", "NaN", "pixel_shift", "0"),
                " has the metadata 'pixel_scale' = 'NaN', which is no number.");
    }

    private void assertRefused(Map<String, String> metadata, String fault) {
        try (Network network = LeNet5.modern(1)) {
            WeightsFile.save(network, weights, metadata);
        }
        Outcome outcome = evaluate();
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith(weights + fault);
    }

    @Test
    void refusesTheWeightsOfAnotherNetwork() {
        Map<String, String> metadata = new HashMap<>();
        metadata.put("model", "lenet5");
        metadata.put("pixel_scale", "1");
        metadata.put("pixel_shift", "0");
        SafetensorsWriter.write(
                weights,
                metadata,
                new ArrayList<>(
                        List.of(
                                new NamedTensor(
                                        "conv1.weight", new int[] {8, 1, 5, 5}, new float[200]))));
        Outcome outcome = evaluate();
        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        weights
                                + ": these weights do not fit the network (missing: 'conv1.bias',"
                                + " 'conv2.weight', 'conv2.bias', 'fc1.weight', 'fc1.bias',"
                                + " 'fc2.weight', 'fc2.bias', 'fc3.weight', 'fc3.bias'; of another"
                                + " shape: 'conv1.weight' [8, 1, 5, 5] instead of [6, 1, 5, 5]);"
                                + " name the model that they belong to.");
    }

    @Test
    void refusesImagesOfAnotherSize() throws IOException {
        Program.run(
                "train", "--data", data.toString(), "--epochs", "1", "--out", weights.toString());
        data = DigitFolder.writeBlack(folder.resolve("small"), 2, 8, 8);
        Outcome outcome = evaluate();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).startsWith("The images are 1×8×8, but the network reads 1×28×28");
    }
}
