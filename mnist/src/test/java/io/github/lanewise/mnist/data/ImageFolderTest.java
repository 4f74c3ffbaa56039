package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.mnist.image.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    private static final int GREY = BufferedImage.TYPE_BYTE_GRAY;
    private static final int COLOUR = BufferedImage.TYPE_INT_RGB;

    @TempDir private Path folder;

    private static Path png(Path file, int kind, int height, int width, int... samples)
            throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        BufferedImage picture = new BufferedImage(width, height, kind);
        picture.getRaster()
                .setPixels(
                        0,
                        0,
                        width,
                        height,
                        Arrays.copyOf(samples, width * height * (kind == GREY ? 1 : 3)));
        ImageIO.write(picture, "png", file.toFile());
        return file;
    }

    /** Two classes, each with a training and a test image of 1×2 pixels. */
    private void writeDivided(int kind, int... samples) throws IOException {
        for (String part : List.of("train", "test")) {
            png(folder.resolve(part + "/cat/1.png"), kind, 1, 2, samples);
            png(folder.resolve(part + "/dog/1.png"), kind, 1, 2, samples);
        }
    }

    private DataSet load() throws DataException {
        return load(Interpretation.OF_FILES);
    }

    private DataSet load(Interpretation wanted) throws DataException {
        return ImageFolder.load(folder, wanted, 3);
    }

    private void assertFault(String message) {
        assertThatThrownBy(this::load).isInstanceOf(DataException.class).hasMessage(message);
    }

    @Test
    void pixelsAndClassesAreThoseOfTheFiles() throws IOException {
        writeDivided(COLOUR, 1, 2, 3, 40, 50, 60);
        DataSet data = load();
        assertThat(data.classNames().names()).containsExactly("cat", "dog");
        assertThat(data.training().form()).isEqualTo(new ImageForm(3, 1, 2, 2));
        assertThat(data.training().pixels())
                .containsExactly(1, 40, 2, 50, 3, 60, 1, 40, 2, 50, 3, 60);
        assertThat(data.training().labels()).containsExactly(0, 1);
        assertThat(data.test().count()).isEqualTo(2);
        assertThat(data.digits()).isFalse();
        assertThat(data.description()).isEqualTo("image files of 2 classes");
    }

    @Test
    void greyFilesHaveOneChannelUnlessAnotherIsInColour() throws IOException {
        writeDivided(GREY, 7, 200);
        assertThat(load().training().pixels()).containsExactly(7, (byte) 200, 7, (byte) 200);
        String digest = load().digest();
        png(folder.resolve("train/dog/1.png"), COLOUR, 1, 2, 7, 7, 7, 200, 200, 200);
        assertThat(load().digest()).as("grey in three channels").isEqualTo(digest);
        png(folder.resolve("train/dog/1.png"), COLOUR, 1, 2, 1, 2, 3, 4, 5, 6);
        assertThat(load().training().pixels())
                .containsExactly(7, (byte) 200, 7, (byte) 200, 7, (byte) 200, 1, 4, 2, 5, 3, 6);
        Interpretation grey = Interpretation.of(new ImageForm(1, 1, 2, 2));
        assertThat(load(grey).training().pixels()).startsWith(7, (byte) 200, 2, 5).hasSize(4);
    }

    @Test
    void filesAreTakenByNameAndTheDigestTellsNamesAndContent() throws IOException {
        writeDivided(GREY, 1);
        png(folder.resolve("train/dog/0.png"), GREY, 1, 2, 9, 9);
        Files.writeString(folder.resolve("train/dog/.hidden"), "no image");
        Files.createDirectories(folder.resolve("train/.git"));
        assertThat(load().training().pixels()).containsExactly(1, 0, 9, 9, 1, 0);
        String digest = load().digest();
        for (String part : List.of("train", "test")) {
            Files.move(folder.resolve(part + "/cat"), folder.resolve(part + "/cow"));
        }
        assertThat(load().digest()).isNotEqualTo(digest);
    }

    @Test
    void aFifthOfEachClassIsForTests() throws IOException {
        for (int i = 0; i < 11; i++) {
            png(folder.resolve("a/%02d.png".formatted(i)), GREY, 1, 2, i);
            png(folder.resolve("b/%02d.png".formatted(i)), GREY, 1, 2, 100 + i);
        }
        png(folder.resolve("c/1.png"), GREY, 1, 2, 50);
        png(folder.resolve("c/2.png"), GREY, 1, 2, 51);
        DataSet data = load();
        assertThat(data.test().labels()).containsExactly(0, 0, 1, 1, 2);
        assertThat(data.training().count()).isEqualTo(24 - 5);
        byte[] tested = data.test().pixels();
        byte[] trained = data.training().pixels();
        for (int i = 0; i < trained.length; i += 2) {
            byte pixel = trained[i];
            assertThat(tested[0] != pixel && tested[2] != pixel && tested[4] != pixel).isTrue();
        }
        assertThat(tested[0] + 100).as("drawn for each class").isNotEqualTo(tested[4]);
        assertThat(ImageFolder.load(folder, Interpretation.OF_FILES, 1).digest())
                .isEqualTo(data.digest());
    }

    @Test
    void otherSizesAreOneErrorOrAreFitted() throws IOException {
        writeDivided(GREY, 100, 200);
        Path large = png(folder.resolve("train/dog/1.png"), GREY, 2, 4, 8, 8, 8, 8, 8, 8, 8, 8);
        assertFault(
                "%s has 2×4 pixels (height × width), but %s has 1×2; make all images of one size, or have them fitted to one with --image-size HxW"
                        .formatted(large, folder.resolve("train/cat/1.png")));
        ImageSize size = new ImageSize(1, 2);
        DataSet fitted =
                load(new Interpretation(Optional.empty(), Optional.of(size), Optional.empty()));
        assertThat(fitted.training().pixels()).containsExactly(100, (byte) 200, 8, 8);
    }

    @Test
    void aFileThatIsNoImageIsNamed() throws IOException {
        writeDivided(GREY, 1);
        Path text = Files.writeString(folder.resolve("test/dog/2.png"), "no image");
        assertFault(text + " is no image; name a PNG, JPEG, GIF, BMP or TIFF file.");
        Files.write(text, new byte[0]);
        assertFault(text + " is no image; name a PNG, JPEG, GIF, BMP or TIFF file.");
        byte[] png = Files.readAllBytes(folder.resolve("test/dog/1.png"));
        Files.write(text, Arrays.copyOf(png, png.length / 2));
        assertThatThrownBy(this::load)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(text + " cannot be decoded");
    }

    @Test
    void theFirstFaultyFileIsNamedWhateverTheThreads() throws IOException {
        writeDivided(GREY, 1);
        for (int i = 2; i < 40; i++) {
            png(folder.resolve("train/cat/%02d.png".formatted(i)), GREY, 1, 2, i);
        }
        Path first = Files.writeString(folder.resolve("train/cat/21.png"), "no image");
        for (int i = 22; i < 40; i++) {
            Files.writeString(folder.resolve("train/cat/%02d.png".formatted(i)), "no image");
        }
        for (int threads = 1; threads < 5; threads++) {
            int count = threads;
            assertThatThrownBy(() -> ImageFolder.load(folder, Interpretation.OF_FILES, count))
                    .hasMessageStartingWith(first + " is no image;");
        }
    }

    @Test
    void classesHaveToBeTheSameAndToHaveImages() throws IOException {
        writeDivided(GREY, 1);
        Path cow = folder.resolve("test/cow");
        png(cow.resolve("1.png"), GREY, 1, 2, 1);
        assertFault(
                cow
                        + " is a class that "
                        + folder.resolve("train")
                        + " does not have; training and test images need the same classes");
        Files.delete(cow.resolve("1.png"));
        assertFault(cow + " holds no images; put some there or remove it");
        Files.delete(cow);
        Files.createDirectory(folder.resolve("train/cat/more"));
        assertFault(
                folder.resolve("train/cat/more")
                        + " is a folder among the images of a class; put its images beside it or"
                        + " take it away");
    }

    @Test
    void foldersThatAreNoDataSetAreRefused() throws IOException {
        png(folder.resolve("train/cat/1.png"), GREY, 1, 2, 1);
        png(folder.resolve("train/dog/1.png"), GREY, 1, 2, 1);
        assertFault(
                folder
                        + " has a folder train with classes, but no folder test; add it, or name the"
                        + " folder train to have test images taken from it");
        assertThatThrownBy(
                        () -> ImageFolder.load(folder.resolve("train"), Interpretation.OF_FILES, 1))
                .hasMessageStartingWith(
                        folder.resolve("train/cat") + " holds one image, but a class needs two:");
        assertThatThrownBy(() ->
                        ImageFolder.load(folder.resolve("train/cat"), Interpretation.OF_FILES, 1))
                .hasMessageStartingWith(
                        folder.resolve("train/cat") + " holds 0 folders where it needs one for");
        assertThat(ImageFolder.isOne(folder)).isTrue();
        assertThat(ImageFolder.isOne(folder.resolve("train/cat"))).isFalse();
        assertThat(ImageFolder.isOne(folder.resolve("none"))).isFalse();
        IdxBytes.writeSmallMnist(folder);
        assertThat(ImageFolder.isOne(folder)).isFalse();
    }

    @Test
    void anInterpretationForOtherDataIsRefused() throws IOException {
        writeDivided(GREY, 1);
        assertThatThrownBy(() ->
                        load(
                                new Interpretation(
                                        Optional.of(ChannelOrder.NCHW),
                                        Optional.empty(),
                                        Optional.empty())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("--layout has no effect");
        assertThatThrownBy(() -> load(Interpretation.of(new ImageForm(2, 1, 2, 2))))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The network reads 2 channels, but image files have 1 or");
    }
}
