package io.github.lanewise.mnist.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.mnist.command.Program.Outcome;
import io.github.lanewise.mnist.data.ImageForm;
import io.github.lanewise.models.WeightsFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** IDX files of other sizes, channels and classes. */
class OwnIdxTest {
    private static final OwnImages GREY = new OwnImages(new ImageForm(1, 20, 33, 12));
    private static final OwnImages COLOUR = new OwnImages(new ImageForm(3, 20, 32, 3));

    @TempDir private Path folder;

    private Path weights(String name) {
        return folder.resolve(name + ".safetensors");
    }

    private Outcome train(Path data, String name, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--data=" + data,
                                "--batch=16",
                                "--epochs=4",
                                "--out=" + weights(name)));
        arguments.addAll(List.of(more));
        return Program.run(arguments.toArray(String[]::new));
    }

    /** Test accuracy in percent. */
    private static String accuracy(Outcome outcome, String before) {
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.status()).isZero();
        Matcher matcher = Pattern.compile(before + "(\\S+) %").matcher(outcome.out());
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private void assertLearned(Path data, String name, String... more) {
        String learned = accuracy(train(data, name, more), "Test accuracy ");
        assertThat(Double.parseDouble(learned)).isGreaterThan(95);
        Outcome tested = Program.run("eval", "--weights=" + weights(name), "--data=" + data);
        assertThat(accuracy(tested, "accuracy  ")).isEqualTo(learned);
    }

    @Test
    void greyImagesOfAnySizeAndClassesAreLearned() throws IOException {
        Path data = GREY.write(folder.resolve("grey"), 144, 36, false);
        for (String model : List.of("lenet5", "lenet5-1998")) {
            assertLearned(data, model, "--model=" + model);
        }
        assertThat(WeightsFile.metadata(weights("lenet5"))).containsEntry("input_shape", "1x20x33");
    }

    @Test
    void pixelsAreBroughtToMeanZeroAndDeviationOne() throws IOException {
        Path data = GREY.write(folder.resolve("grey"), 24, 12, false);
        train(data, "some");
        Map<String, String> strings = WeightsFile.metadata(weights("some"));
        byte[] pixels = GREY.draw(24, 1).pixels();
        double sum = 0;
        double squares = 0;
        for (byte pixel : pixels) {
            double value =
                    (pixel & 0xff) * Double.parseDouble(strings.getOrDefault("pixel_scale", ""))
                            + Double.parseDouble(strings.getOrDefault("pixel_shift", ""));
            sum += value;
            squares += value * value;
        }
        assertThat(sum / pixels.length).isBetween(-1e-5, 1e-5);
        assertThat(squares / pixels.length).isBetween(1 - 1e-5, 1 + 1e-5);
    }

    @Test
    void channelsFirstAndLastGiveTheSameWeights() throws IOException {
        Path first = COLOUR.write(folder.resolve("first"), 90, 30, false);
        Path last = COLOUR.write(folder.resolve("last"), 90, 30, true);
        assertLearned(first, "first");
        assertLearned(last, "last");
        assertThat(weights("last")).hasSameBinaryContentAs(weights("first"));
        train(last, "told", "--layout=NHWC");
        assertThat(weights("told")).hasSameBinaryContentAs(weights("first"));
    }

    @Test
    void anOptionSaysWhereChannelsAreIfNothingElseDoes() throws IOException {
        OwnImages strange = new OwnImages(new ImageForm(16, 12, 16, 2));
        Path data = strange.write(folder.resolve("strange"), 64, 20, false);
        Outcome outcome = train(data, "strange");
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err().lines())
                .containsExactly(
                        data.resolve("train-images-idx4-ubyte")
                                + " has the dimensions 64 × 16 × 12 × 16, of which either the second"
                                + " or the last may be the channels; say which with --layout nchw or"
                                + " --layout nhwc.");
        assertLearned(data, "strange", "--layout=nchw");
        assertThat(train(data, "wrong", "--layout=chw").err())
                .startsWith("Invalid value for option '--layout': 'chw' is not one of nchw, nhwc.");
    }

    @Test
    void aRunOfOwnImagesGoesOnAndIsReported() throws IOException {
        Path data = COLOUR.write(folder.resolve("data"), 90, 30, true);
        Path run = folder.resolve("run");
        assertThat(train(data, "out", "--run=" + run).err()).isEmpty();
        assertThat(run.resolve("report.html")).content().contains("Confusion matrix");
        Outcome report = Program.run("report", run.toString());
        assertThat(report.err()).isEmpty();
        assertThat(report.out()).contains("on the 30 test images of IDX images.");
        Files.write(data.resolve("t10k-labels-idx1-ubyte"), OwnImages.idx(new byte[30], 30));
        Outcome other = Program.run("train", "--resume", "--run=" + run);
        assertThat(other.status()).isEqualTo(ExitStatus.DATA);
        assertThat(other.err()).startsWith("The data is not that of the run in " + run);
    }

    @Test
    void imagesThatDoNotFitEachOtherAreRefused() throws IOException {
        Path data = COLOUR.write(folder.resolve("data"), 30, 30, false);
        Path four =
                new OwnImages(new ImageForm(4, 20, 32, 3))
                        .write(folder.resolve("four"), 30, 30, false);
        Files.delete(data.resolve("t10k-images-idx4-ubyte"));
        Files.copy(four.resolve("t10k-images-idx4-ubyte"), data.resolve("t10k-images-idx4-ubyte"));
        Outcome outcome = train(data, "none");
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "The data folder "
                                + data
                                + " holds training images of 3×20×32 and test images of 4×20×32"
                                + " (channels × height × width); take all four files from one data"
                                + " set.");
        assertThat(train(GREY.write(folder.resolve("grey"), 24, 12, false), "x", "--layout=nchw"))
                .matches(grey -> grey.status() == ExitStatus.USAGE)
                .matches(grey -> grey.err().contains("--layout has no effect"));
        assertThat(weights("none")).doesNotExist();
    }

    @Test
    void imagesOfAbsurdSizeAreRefused() throws IOException {
        Path data = COLOUR.write(folder.resolve("data"), 30, 30, false);
        Path images = data.resolve("train-images-idx4-ubyte");
        ByteBuffer header = ByteBuffer.allocate(20).putInt(0x0804).putInt(30).putInt(3);
        Files.write(images, header.putInt(2_000_000_000).putInt(2_000_000_000).array());
        Outcome outcome = train(data, "none");
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err())
                .startsWith(images + " has images of more than 2 GiB each (30 × 3 × 2000000000 × ")
                .hasLineCount(1);
    }

    @Test
    void weightsOfOtherImagesOrClassesAreRefused() throws IOException {
        Path data = COLOUR.write(folder.resolve("data"), 30, 30, false);
        train(data, "three");
        Path five =
                new OwnImages(new ImageForm(3, 20, 32, 5))
                        .write(folder.resolve("five"), 30, 30, false);
        Outcome outcome = Program.run("eval", "--weights=" + weights("three"), "--data=" + five);
        assertThat(outcome.status()).isEqualTo(ExitStatus.DATA);
        assertThat(outcome.err())
                .contains("but the classes of the network go from 0 to 2; check the file.");
        Outcome digits = Program.run("eval", "--weights=" + weights("three"));
        assertThat(digits.status()).isEqualTo(ExitStatus.DATA);
        assertThat(digits.err())
                .startsWith("The images are 1×28×28, but the network reads 3×20×32;");
    }
}
