package io.github.lanewise.mnist.data;

import static io.github.lanewise.mnist.data.IdxBytes.gzip;
import static io.github.lanewise.mnist.data.IdxBytes.idx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistFolderTest {
    private static final List<String> NAMES =
            List.of(
                    "train-images-idx3-ubyte",
                    "train-labels-idx1-ubyte",
                    "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte");

    @TempDir private Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        IdxBytes.writeSmallMnist(folder);
    }

    private void assertFault(String message) {
        assertThatThrownBy(() -> MnistFolder.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    @Test
    void aFolderThatMayNotBeLookedIntoIsNotSaidToLackFiles() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        try {
            assumeFalse(Files.isExecutable(folder), "this user may look into every folder");
            assertThat(MnistFolder.problem(folder).orElseThrow())
                    .startsWith("cannot be looked into: permission denied;");
        } finally {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void readsTheFourFiles() throws DataException {
        DataSet data = MnistFolder.load(folder);
        assertThat(data.description()).isEqualTo("IDX images");
        assertThat(MnistFolder.isCanonicalMnist(data)).isFalse();
        assertThat(data.training().count()).isEqualTo(5);
        assertThat(data.training().channels()).isEqualTo(1);
        assertThat(data.training().height()).isEqualTo(4);
        assertThat(data.training().width()).isEqualTo(3);
        assertThat(data.training().labels()).containsExactly(0, 2, 3, 3, 1);
        assertThat(data.training().pixels()).isEqualTo(IdxBytes.random(60, 1));
        assertThat(data.test().labels()).containsExactly(3, 2);
        assertThat(data.test().pixels()).isEqualTo(IdxBytes.random(24, 2));
    }

    @Test
    void acceptsBothSpellingsRawOrGzip() throws IOException {
        String digest = MnistFolder.load(folder).digest();
        for (String name : NAMES) {
            Path raw = folder.resolve(name);
            Path packed = folder.resolve(name.replace("-idx", ".idx") + ".gz");
            Files.write(packed, gzip(Files.readAllBytes(raw)));
            Files.delete(raw);
            assertThat(MnistFolder.load(folder).digest()).isEqualTo(digest);
        }
        for (String name : NAMES) {
            String spelledWithDot = name.replace("-idx", ".idx");
            Files.move(folder.resolve(spelledWithDot + ".gz"), folder.resolve(spelledWithDot));
        }
        assertThat(MnistFolder.load(folder).digest()).isEqualTo(digest);
    }

    @Test
    void prefersRawFiles() throws IOException {
        for (String name : NAMES) {
            Files.write(folder.resolve(name + ".gz"), new byte[] {1, 2, 3});
        }
        assertThat(MnistFolder.load(folder).training().count()).isEqualTo(5);
    }

    @Test
    void namesAllMissingFiles() throws IOException {
        Files.delete(folder.resolve(NAMES.get(0)));
        Files.delete(folder.resolve(NAMES.get(3)));
        assertFault(
                "The data folder "
                        + folder
                        + " lacks train-images-idx3-ubyte, t10k-labels-idx1-ubyte (raw or .gz); put"
                        + " the missing files there or name another folder");
    }

    @Test
    void refusesAMissingFolderAndAFile() {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> MnistFolder.load(missing))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The data folder " + missing + " does not exist;");
        Path file = folder.resolve(NAMES.get(0));
        assertThatThrownBy(() -> MnistFolder.load(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("The data folder " + file + " is not a folder;");
    }

    @Test
    void refusesCountsThatDiffer() throws IOException {
        Files.write(folder.resolve(NAMES.get(1)), idx(new byte[4], 4));
        assertFault(
                "%s holds 5 images, but %s holds 4 labels; take both files from one data set"
                        .formatted(folder.resolve(NAMES.get(0)), folder.resolve(NAMES.get(1))));
    }

    @Test
    void labelsTellTheClasses() throws IOException {
        assertThat(MnistFolder.load(folder).training().classes()).isEqualTo(4);
        assertThat(MnistFolder.load(folder).test().classes()).isEqualTo(4);
        Interpretation forNetwork = Interpretation.of(new ImageForm(1, 4, 3, 7));
        assertThat(MnistFolder.load(folder, forNetwork).test().classes()).isEqualTo(7);
    }

    @Test
    void refusesATestLabelThatTrainingDoesNotHave() throws IOException {
        Files.write(folder.resolve(NAMES.get(3)), idx(new byte[] {3, (byte) 200}, 2));
        assertFault(
                folder.resolve(NAMES.get(3))
                        + " holds the label 200 at index 1, but the classes of the training images"
                        + " go from 0 to 3; check the file");
    }

    @Test
    void refusesLabelsThatTheNetworkDoesNotKnow() {
        Interpretation forNetwork = Interpretation.of(new ImageForm(1, 4, 3, 3));
        assertThatThrownBy(() -> MnistFolder.load(folder, forNetwork))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        folder.resolve(NAMES.get(1))
                                + " holds the label 3 at index 2, but the classes of the network go"
                                + " from 0 to 2; check the file");
    }

    @Test
    void refusesLabelsWithGapsAndASingleClass() throws IOException {
        Files.write(folder.resolve(NAMES.get(1)), idx(new byte[] {0, 1, 3, 3, 1}, 5));
        assertFault(
                folder.resolve(NAMES.get(1))
                        + " holds no label 2, although its labels go to 3; number the classes from"
                        + " 0 without gaps");
        Files.write(folder.resolve(NAMES.get(1)), idx(new byte[5], 5));
        assertFault(
                folder.resolve(NAMES.get(1))
                        + " holds the label 0 only; take images of at least two classes");
    }

    @Test
    void refusesAWrongRank() throws IOException {
        Files.write(folder.resolve(NAMES.get(2)), idx(new byte[2], 2));
        assertFault(
                folder.resolve(NAMES.get(2))
                        + " has 1 dimensions (2) where 3 or 4 are needed; check that it is the"
                        + " right file");
        Files.write(folder.resolve(NAMES.get(3)), idx(new byte[4], 2, 2));
        assertFault(
                folder.resolve(NAMES.get(3))
                        + " has 2 dimensions (2 × 2) where 1 is needed; check that it is the right"
                        + " file");
    }

    @Test
    void refusesEmptyImages() throws IOException {
        Files.write(folder.resolve(NAMES.get(2)), idx(new byte[0], 2, 0, 3));
        assertFault(folder.resolve(NAMES.get(2)) + " is empty (2 × 0 × 3); check the file");
    }

    @Test
    void refusesTestImagesOfAnotherSize() throws IOException {
        Files.write(folder.resolve(NAMES.get(2)), idx(new byte[24], 2, 3, 4));
        assertFault(
                "The data folder "
                        + folder
                        + " holds training images of 1×4×3 and test images of 1×3×4 (channels × height"
                        + " × width); take all four files from one data set");
    }

    @Test
    void passesOnTheFaultOfAFile() throws IOException {
        Files.write(folder.resolve(NAMES.get(2)), new byte[3]);
        assertThatThrownBy(() -> MnistFolder.load(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve(NAMES.get(2)) + " is truncated");
    }

    @Test
    void readsTheRealMnist() throws DataException {
        Path real = Path.of(System.getProperty("lanewise.mnist", "nowhere"));
        assumeTrue(
                MnistFolder.problem(real).isEmpty(),
                () -> "skipped: the system property lanewise.mnist names no MNIST folder: " + real);
        DataSet data = MnistFolder.load(real);
        assertThat(MnistFolder.isCanonicalMnist(data)).isTrue();
        assertThat(data.description()).isEqualTo("MNIST (canonical)");
        assertThat(data.training().count()).isEqualTo(60_000);
        assertThat(data.training().labels()).startsWith(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(data.test().count()).isEqualTo(10_000);
        assertThat(data.test().height()).isEqualTo(28);
        assertThat(data.test().labels()).startsWith(7, 2, 1, 0, 4, 1, 4, 9, 5, 9);
    }
}
