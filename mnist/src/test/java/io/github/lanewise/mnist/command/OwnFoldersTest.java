package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.data.ImageForm;
import io.github.lanewise.models.LeNet5;
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

/** Image files, one folder for each class. */
class OwnFoldersTest {
    private static final ClassFolders COLOUR =
            new ClassFolders(new ImageForm(3, 20, 32, 3), List.of("dog", "ant", "zebra finch"));

    @TempDir private Path folder;
    private Path data;
    private Path weights;

    @BeforeEach
    void nameFiles() {
        data = folder.resolve("data");
        weights = folder.resolve("weights.safetensors");
    }

    private Outcome train(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--data=" + data,
                                "--batch=16",
                                "--epochs=4",
                                "--out=" + weights));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    private static String figure(Outcome outcome, String name) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        String line =
                outcome.lines().stream().filter(l -> l.startsWith(name)).findFirst().orElseThrow();
        return line.substring(name.length()).strip().replaceFirst(" %.*", "");
    }

    private void assertLearned(Outcome trained) {
        String learned = figure(trained, "Test accuracy");
        assertThat(Double.parseDouble(learned)).isGreaterThan(95);
        Outcome tested = Program.run("eval", "--weights=" + weights, "--data=" + data);
        assertThat(figure(tested, "accuracy")).isEqualTo(learned);
    }

    @Test
    void foldersOfTrainingAndTestImagesAreLearned() throws IOException {
        COLOUR.write(data.resolve("train"), 30, 1);
        COLOUR.write(data.resolve("test"), 10, 2);
        Outcome trained = train();
        assertThat(trained.lines())
                .contains("image files of 3 classes: 90 training images, 30 test images");
        assertLearned(trained);
        assertNamed();
        assertExplained();
        assertOtherClassesRefused();
    }

    /** Classes are in the order of their names: ant, dog, zebra finch; images take turns. */
    private void assertNamed() throws IOException {
        List<String> confusion =
                Program.run("eval", "--weights=" + weights, "--data=" + data).lines();
        assertThat(confusion.subList(confusion.size() - 3, confusion.size()))
                .extracting(line -> line.replaceAll("( +[0-9]+){3}$", ""))
                .containsExactly("0 ant", "1 dog", "2 zebra finch");
        Path finch = data.resolve("test/zebra finch/002.png");
        Outcome text = Program.run("predict", "--weights=" + weights, finch.toString());
        assertThat(text.err()).isEmpty();
        assertThat(text.out()).startsWith(finch + ": zebra finch ").contains(" ant ", " dog ");
        assertThat(Program.run("predict", "--json", "--weights=" + weights, finch + "").out())
                .contains("{\"class\":2,\"label\":\"zebra finch\",\"probability\":");
        Path labels = Files.writeString(folder.resolve("labels"), "a\nb\nc\n");
        assertThat(
                        Program.run(
                                        "predict",
                                        "--weights=" + weights,
                                        "--labels=" + labels,
                                        finch.toString())
                                .out())
                .startsWith(finch + ": c ");
        Path onnx = folder.resolve("own.onnx");
        assertThat(Program.run("export", "--weights=" + weights, "--onnx=" + onnx).out())
                .contains("Input 'input': N×3×20×32", "Output 'logits': N×3.");
        assertThat(Program.run("predict", "--onnx=" + onnx, finch.toString()).out())
                .isEqualTo(text.out());
    }

    private void assertExplained() {
        Path out = folder.resolve("explained");
        Outcome explained =
                Program.run(
                        "explain",
                        "--weights=" + weights,
                        "--data=" + data,
                        "--top=1",
                        "--out=" + out);
        assertThat(explained.err()).isEmpty();
        assertThat(explained.status()).isZero();
        assertThat(out.resolve("index.html"))
                .content()
                .contains("A zebra finch, and which of its pixels decide", "made to be a dog");
    }

    private void assertOtherClassesRefused() throws IOException {
        for (String part : List.of("train", "test")) {
            Files.move(data.resolve(part + "/dog"), data.resolve(part + "/dodo"));
        }
        Outcome refused = Program.run("eval", "--weights=" + weights, "--data=" + data);
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err().lines())
                .containsExactly(
                        "Class 1 of the data is 'dodo', but the weights know it as 'dog'; name other data or other weights.");
        for (String part : List.of("train", "test")) {
            ClassFolders fourth =
                    new ClassFolders(new ImageForm(3, 20, 32, 2), List.of("emu", "fox"));
            fourth.write(data.resolve(part), 1, 1);
        }
        Outcome more = Program.run("eval", "--weights=" + weights, "--data=" + data);
        assertThat(more.status()).isEqualTo(ExitStatus.DATA);
        assertThat(more.err())
                .startsWith("The images are of 5 classes, but the network knows 3; name other");
    }

    @Test
    void namesThatMakeNoSenseAreRefused() {
        for (String names : List.of("[\"a\",\"b\"]", "ten", "[1,2]", "")) {
            try (Network network = LeNet5.modern(1)) {
                WeightsFile.save(network, weights, Map.of("model", "lenet5", "class_names", names));
            }
            Outcome refused = Program.run("predict", "--weights=" + weights, "x.png");
            assertThat(refused.status()).isEqualTo(ExitStatus.WEIGHTS);
            assertThat(refused.err().lines())
                    .containsExactly(
                            weights
                                    + " has metadata 'class_names' that are no JSON array of the names of its 10 classes.");
        }
    }

    @Test
    void aFifthOfTheImagesIsForTests() throws IOException {
        COLOUR.write(data, 40, 1);
        Outcome trained = train("--threads=1");
        assertThat(trained.lines())
                .contains("image files of 3 classes: 96 training images, 24 test images");
        assertLearned(trained);
        byte[] first = Files.readAllBytes(weights);
        train("--threads=3");
        assertThat(weights).hasBinaryContent(first);
    }

    @Test
    void imagesAreFittedToASizeThatEvalTakesFromTheWeights() throws IOException {
        COLOUR.write(data.resolve("train"), 30, 1);
        new ClassFolders(new ImageForm(3, 40, 64, 3), COLOUR.names())
                .write(data.resolve("test"), 10, 2);
        Outcome refused = train();
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err().lines()).hasSize(1);
        assertThat(refused.err())
                .contains("ant", " has 40×64 pixels (height × width), but ")
                .endsWith("have them fitted to one with --image-size HxW.\n");
        assertThat(weights).doesNotExist();
        assertLearned(train("--image-size=15x24"));
        assertThat(train("--image-size=15").err())
                .startsWith("Invalid value for option '--image-size': '15' is no height and width");
    }

    @Test
    void imagesTooSmallForTheModelAreRefused() throws IOException {
        new ClassFolders(new ImageForm(1, 6, 8, 2), List.of("a", "b")).write(data, 10, 1);
        Outcome refused = train();
        assertThat(refused.status()).isEqualTo(ExitStatus.DATA);
        assertThat(refused.err().lines())
                .containsExactly(
                        "LeNet-5 needs images of at least 12×12 pixels, but these are 6×8; take larger images or another model.");
        assertThat(train("--model=vgg28").err()).isEmpty();
        assertThat(WeightsFile.metadata(weights)).containsEntry("input_shape", "1x6x8");
    }

    @Test
    void aChangedFileOrClassEndsAResumedRun() throws IOException {
        COLOUR.write(data, 10, 1);
        Path run = folder.resolve("run");
        assertThat(train("--run=" + run).err()).isEmpty();
        assertThat(run.resolve("report.html"))
                .content()
                .contains("zebra finch", "on the 6 test images of image files of 3 classes.");
        assertThat(Program.run("train", "--resume", "--run=" + run).err()).isEmpty();
        Files.move(data.resolve("ant"), data.resolve("bee"));
        Outcome renamed = Program.run("train", "--resume", "--run=" + run);
        assertThat(renamed.status()).isEqualTo(ExitStatus.DATA);
        assertThat(renamed.err()).startsWith("The data is not that of the run in " + run);
    }

    @Test
    void noCommandWritesAmongTheImages() throws IOException {
        COLOUR.write(data, 10, 1);
        Path run = folder.resolve("run");
        assertThat(train("--run=" + run).err()).isEmpty();
        Path image = data.resolve("ant").resolve("new.png");
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        assertInside("--out", image, "report", run.toString());
        assertInside("--out", image, "report", run.toString(), "--data=" + data);
        assertInside("--out", image, "report", run.toString(), run.toString());
        assertInside("--out", data.resolve("page"), "explain", "--weights=" + weights, given());
        assertInside("--page", image, "find-learning-rate", "--batch=16", given());
        assertInside("--json", link.resolve("ant/new.png"), "find-learning-rate", given());
        assertInside("--run", link.resolve("runs/a"), "train", given());
        assertThat(image).doesNotExist();
    }

    private String given() {
        return "--data=" + data;
    }

    private static void assertInside(String option, Path path, String... command) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.add(option + "=" + path);
        Outcome refused = Program.run(arguments.toArray(String[]::new));
        assertThat(refused.err())
                .startsWith(option + " " + path + " is in the folder of the images; name a place");
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    }

    @Test
    void outputsStayOutOfTheFoldersOfTheClasses() throws IOException {
        COLOUR.write(data, 10, 1);
        Path inside = data.resolve("ant/weights");
        Outcome refused = train("--metrics=" + inside);
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err())
                .startsWith("--metrics " + inside + " is in the folder of the images; name a");
        assertThat(inside).doesNotExist();
        for (String option : List.of("--run", "--tensorboard")) {
            Path folderInside = data.resolve("new");
            Outcome other = train(option + "=" + folderInside);
            assertThat(other.status()).isEqualTo(ExitStatus.USAGE);
            assertThat(other.err()).startsWith(option + " " + folderInside + " is in the folder");
            assertThat(folderInside).doesNotExist();
        }
    }

    @Test
    void drawnDigitsAreNeitherFittedNorTurned() {
        Outcome refused = Program.run("train", "--image-size=20x20");
        assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(refused.err()).startsWith("Digits that Lanewise draws are what they are;");
    }
}
