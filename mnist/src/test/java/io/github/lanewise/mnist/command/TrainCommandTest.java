package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.data.DataException;
import io.github.lanewise.mnist.data.MnistFolder;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Models;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {
    @TempDir private Path folder;
    private Path data;

    @BeforeEach
    void writeDigits() throws IOException {
        data = DigitFolder.write(folder.resolve("data"), 300, 50);
    }

    private Outcome train(String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", data.toString()));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    @Test
    void learnsAndTellsOfIt() {
        Path out = folder.resolve("lenet.safetensors");
        Outcome outcome =
                train(
                        "--epochs",
                        "8",
                        "--batch",
                        "20",
                        "--seed",
                        "3",
                        "--learning-rate",
                        "0.02",
                        "--out",
                        out.toString());
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        List<String> lines = outcome.lines();
        assertThat(lines).hasSize(3 + 8 + 2);
        assertThat(lines.get(0)).isEqualTo("Data from " + data + ", named by --data.");
        assertThat(lines.get(1)).endsWith("300 training images, 50 test images");
        assertThat(lines.get(2)).startsWith("lenet5, sgd with one-cycle").contains("seed 3");
        assertThat(lines.get(3)).startsWith("epoch 1/8  train loss ").endsWith(" s");
        assertThat(lines.get(11)).isEqualTo("Weights written to " + out + ".");
        assertThat(lines.get(12)).startsWith("Test accuracy ");
        assertThat(trainLoss(lines.get(10))).isLessThan(0.6 * trainLoss(lines.get(3)));
    }

    private static double trainLoss(String line) {
        return Double.parseDouble(line.replaceFirst(".*train loss (\\S+),.*", "$1"));
    }

    @Test
    void quietPrintsNothing() {
        Outcome outcome = train("--epochs", "1", "--quiet");
        assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
    }

    @Test
    void everyOptimizerAndScheduleTrains() {
        for (String options :
                List.of(
                        "--optimizer adam --schedule cosine",
                        "--optimizer sgd --schedule step --nesterov --clip-norm 1",
                        "--model lenet5-1998 --schedule constant --momentum 0 --weight-decay 0")) {
            List<String> arguments = new ArrayList<>(List.of("--epochs", "1"));
            arguments.addAll(List.of(options.split(" ")));
            Outcome outcome = train(arguments.toArray(String[]::new));
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.status()).as(options).isZero();
        }
    }

    @Test
    void theWeightsFileSaysWhatItBelongsToAndNothingOfTheMachine() throws DataException {
        Path out = folder.resolve("lenet.safetensors");
        train("--epochs", "1", "--out", out.toString(), "--model", "lenet5-1998");
        Map<String, String> metadata = WeightsFile.metadata(out);
        Normalization normalization = Normalization.of(Models.LENET5_1998, MnistFolder.load(data));
        assertThat(metadata)
                .containsOnlyKeys(
                        "model", "input_shape", "pixel_scale", "pixel_shift", "lanewise_version")
                .containsEntry("model", "lenet5-1998")
                .containsEntry("input_shape", "1x28x28")
                .containsAllEntriesOf(normalization.strings());
    }

    @Test
    void stopsWhereTheLossIsNoNumberAnyMore() throws IOException {
        Path out = folder.resolve("out");
        Path metrics = folder.resolve("metrics");
        Outcome outcome =
                train(
                        "--learning-rate",
                        "1e30",
                        "--schedule",
                        "constant",
                        "--out",
                        out.toString(),
                        "--metrics",
                        metrics.toString());
        assertThat(outcome.status()).isEqualTo(7);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "The loss is no longer a finite number in epoch 1: training has diverged;"
                                + " try a --learning-rate below 1.0E30, or --clip-norm.");
        assertThat(out).doesNotExist();
        List<String> events = Files.readAllLines(metrics);
        assertThat(events).hasSize(2);
        assertThat(events.getLast()).contains("\"train_loss\":null");
    }

    @Test
    void numbersAreReadAsPeopleWriteThem() {
        Outcome outcome =
                train(
                        "--epochs=+1",
                        "--seed=-3",
                        "--learning-rate=5e-2",
                        "--momentum=.5",
                        "--weight-decay=0");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines().get(2)).contains("learning rate of 0.05,", "seed -3,");
    }

    @Test
    void refusesAMissingDataFolder() {
        Path missing = folder.resolve("missing");
        Outcome outcome = Program.run("train", "--data", missing.toString());
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "The data folder "
                                + missing
                                + " (from --data) does not exist; name a folder with the four MNIST"
                                + " files, or with a folder of images for each class.");
    }

    @Test
    void refusesAFaultyDataFile() throws IOException {
        Path file = data.resolve("t10k-images-idx3-ubyte");
        Files.write(file, new byte[] {1, 2, 3});
        Outcome outcome = train();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith(file.toString());
    }

    @Test
    void refusesImagesThatAreTooSmall() throws IOException {
        data = DigitFolder.writeBlack(folder.resolve("small"), 3, 8, 30);
        Outcome outcome = train();
        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "LeNet-5 needs images of at least 12×12 pixels, but these are 8×30; take"
                                + " larger images or another model.");
    }

    @Test
    void refusesABatchOfMoreThanAllImages() {
        Outcome outcome = train("--batch", "301");
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("--batch 301 is more than the 300 training images; choose a smaller");
    }

    @Test
    void aRunThatCannotBeginLeavesTheMetricsOfAnEarlierOne() throws IOException {
        Path metrics = Files.writeString(folder.resolve("metrics"), "of before");
        assertThat(train("--batch", "301", "--metrics", metrics.toString()).status()).isEqualTo(2);
        Files.write(data.resolve("t10k-images-idx3-ubyte"), new byte[] {1, 2, 3});
        assertThat(train("--metrics", metrics.toString()).status()).isEqualTo(3);
        assertThat(metrics).hasContent("of before");
    }

    @Test
    void refusesToWriteOverItsData() throws IOException {
        Path labels = data.resolve("train-labels-idx1-ubyte");
        byte[] before = Files.readAllBytes(labels);
        Path link = Files.createSymbolicLink(folder.resolve("link"), labels);
        for (String option : List.of("--out", "--metrics")) {
            for (Path file : List.of(labels, link)) {
                Outcome outcome = train("--epochs", "1", option, file.toString());
                assertThat(outcome.status()).isEqualTo(2);
                assertThat(outcome.err())
                        .startsWith(option + " " + file + " is a file of the data set; name");
            }
        }
        assertThat(labels).hasBinaryContent(before);
    }

    @Test
    void noNameOfTheDataIsFree() throws IOException {
        Path images = data.resolve("train-images-idx3-ubyte");
        Path hard = Files.createLink(folder.resolve("hard"), images);
        Path inside = Files.createDirectory(data.resolve("inside"));
        Path side = Files.createSymbolicLink(folder.resolve("side"), inside);
        for (Path file :
                List.of(
                        hard,
                        side.resolve("..").resolve(images.getFileName()),
                        data.resolve("train-images.idx3-ubyte"),
                        data.resolve("t10k-labels-idx1-ubyte.gz"))) {
            Outcome outcome = train("--epochs", "1", "--metrics", file.toString());
            assertThat(outcome.err()).contains(file + " is a file of the data set; name");
            assertThat(outcome.status()).isEqualTo(2);
        }
    }

    @Test
    void linksThatLeadInACircleAreToldBeforeTheDataIsRead() throws IOException {
        Path a = Files.createSymbolicLink(folder.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(folder.resolve("b"), Path.of("a"));
        for (String option : List.of("--out", "--metrics")) {
            assertUnwritable(option, a, "its links lead in a circle; name another file");
        }
    }

    @Test
    void refusesOutputsThatCannotBeWrittenBeforeItReadsTheData() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path missing = folder.resolve("missing");
        for (String option : List.of("--out", "--metrics")) {
            assertUnwritable(option, missing.resolve("x"), "the folder " + missing + " does not");
            assertUnwritable(option, folder, "it is a folder; name a file");
            assertUnwritable(option, file.resolve("x"), file + " is not a folder; name a file");
        }
    }

    private static void assertUnwritable(String option, Path path, String reason) {
        Outcome outcome = Program.run("train", "--data", "/no/data", option, path.toString());
        assertThat(outcome.status()).isEqualTo(5);
        assertThat(outcome.err().lines()).hasSize(1);
        assertThat(outcome.err()).startsWith(option + " " + path + " cannot be written: " + reason);
    }

    @Test
    void tellsTheLaneCount() {
        assertThat(train("--epochs", "1", "--threads", "1").out())
                .contains("1 thread, " + Tensor.LANES + " lanes");
    }
}
