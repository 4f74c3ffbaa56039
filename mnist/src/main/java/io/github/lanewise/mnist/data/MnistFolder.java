package io.github.lanewise.mnist.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads the four files of MNIST, or of a data set with the same files such as Fashion-MNIST, from a
 * folder.
 *
 * <p>Each file is taken as {@code train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}, raw
 * before {@code .gz}.
 */
public final class MnistFolder {
    private static final Part TRAINING_IMAGES = new Part("train-images", 3);
    private static final Part TRAINING_LABELS = new Part("train-labels", 1);
    private static final Part TEST_IMAGES = new Part("t10k-images", 3);
    private static final Part TEST_LABELS = new Part("t10k-labels", 1);
    private static final List<Part> PARTS =
            List.of(TRAINING_IMAGES, TRAINING_LABELS, TEST_IMAGES, TEST_LABELS);

    /** From the published SHA-256 sums of the four uncompressed files. */
    private static final String CANONICAL_DIGEST =
            DataSet.digest(
                    digestOf(
                            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
                    digestOf(
                            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

    private MnistFolder() {}

    /** One of the four files; rank is the number of dimensions. */
    private record Part(String stem, int rank) {
        String name() {
            return stem + "-idx" + rank + "-ubyte";
        }

        /** Returns the names that the file may have, the strongest first. */
        List<Path> spellings(Path folder) {
            return MnistFolder.spellings(folder, name());
        }

        Optional<Path> find(Path folder) {
            return spellings(folder).stream().filter(Files::isRegularFile).findFirst();
        }
    }

    /**
     * Reads the folder with two threads.
     *
     * @return images of C = 1, described as canonical MNIST if the content is the published one
     * @throws DataException if the folder or one of the files is missing, if a file is not a
     *     complete IDX file of the right rank, if images and labels differ in number, if training
     *     and test images differ in size, or if a label is above 9
     */
    public static DataSet load(Path folder) throws DataException {
        Optional<String> problem = problem(folder);
        if (problem.isPresent()) {
            throw new DataException("The data folder " + folder + " " + problem.get());
        }
        FutureTask<LabelledImages> test =
                inBackground(() -> read(folder, "test", TEST_IMAGES, TEST_LABELS));
        LabelledImages training = read(folder, "training", TRAINING_IMAGES, TRAINING_LABELS);
        return dataSet(folder, training, await(test));
    }

    /** Whether the data is the published MNIST, whatever files it came from. */
    public static boolean isCanonicalMnist(DataSet data) {
        return data.digest().equals(CANONICAL_DIGEST);
    }

    /** Returns the names that a file such as {@code train-images-idx3-ubyte} may have. */
    static List<Path> spellings(Path folder, String name) {
        String spelledWithDot = name.replace("-idx", ".idx");
        return List.of(name, spelledWithDot, name + ".gz", spelledWithDot + ".gz").stream()
                .map(folder::resolve)
                .toList();
    }

    /** Returns the four files by all their names; few of them will be there. */
    static List<Path> files(Path folder) {
        return PARTS.stream().flatMap(part -> part.spellings(folder).stream()).toList();
    }

    /**
     * What keeps a folder from being read: a clause for the user that follows the folder's name, or
     * empty if all four files are there. The files are not opened.
     */
    static Optional<String> problem(Path folder) {
        if (!Files.exists(folder)) {
            return Optional.of("does not exist; name the folder that holds the four MNIST files");
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of("is not a folder; name the folder that holds the four MNIST files");
        }
        if (!Files.isExecutable(folder)) {
            return Optional.of(
                    "cannot be looked into: permission denied; change its permissions or name"
                            + " another folder");
        }
        List<String> missing = new ArrayList<>();
        for (Part part : PARTS) {
            if (part.find(folder).isEmpty()) {
                missing.add(part.name());
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "lacks "
                                + String.join(", ", missing)
                                + " (raw or .gz); put the missing files there or name another"
                                + " folder");
    }

    private static LabelledImages read(Path folder, String name, Part imagesPart, Part labelsPart)
            throws DataException {
        IdxFile labels = read(folder, labelsPart);
        int bad = LabelledImages.firstLabelAbove(9, labels.values());
        if (bad < labels.values().length) {
            throw DataException.of(
                    labels.path(),
                    "holds the label %d at index %d, but labels go from 0 to 9; check the file"
                            .formatted(labels.values()[bad] & 0xff, bad));
        }
        IdxFile images = read(folder, imagesPart);
        if (images.dimension(0) != labels.dimension(0)) {
            throw DataException.of(
                    images.path(),
                    "holds %d images, but %s holds %d labels; take both files from one data set"
                            .formatted(images.dimension(0), labels.path(), labels.dimension(0)));
        }
        LabelledImages both =
                new LabelledImages(
                        name,
                        1,
                        images.dimension(1),
                        images.dimension(2),
                        images.values(),
                        labels.values());
        // Here, so that the digests of both parts are computed side by side.
        both.digest();
        return both;
    }

    private static IdxFile read(Path folder, Part part) throws DataException {
        Path path =
                part.find(folder)
                        .orElseThrow(() ->
                                DataException.of(
                                        folder.resolve(part.name()), "has gone; check the folder"));
        IdxFile file = IdxReader.read(path);
        if (file.rank() != part.rank) {
            throw DataException.of(
                    path,
                    "has %d dimensions (%s) where %d are needed; check that it is the right file"
                            .formatted(file.rank(), file.shape(), part.rank));
        }
        if (file.values().length == 0) {
            throw DataException.of(path, "is empty (%s); check the file".formatted(file.shape()));
        }
        return file;
    }

    private static DataSet dataSet(Path folder, LabelledImages training, LabelledImages test)
            throws DataException {
        if (training.height() != test.height() || training.width() != test.width()) {
            throw new DataException(
                    "The data folder %s holds training images of %d × %d and test images of %d × %d"
                                    .formatted(
                                            folder,
                                            training.height(),
                                            training.width(),
                                            test.height(),
                                            test.width())
                            + " pixels; take all four files from one data set");
        }
        DataSet data = DataSet.of("IDX images", training, test);
        return isCanonicalMnist(data)
                ? new DataSet("MNIST (canonical)", training, test, data.digest())
                : data;
    }

    private static <T> FutureTask<T> inBackground(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name("lanewise-data").daemon().start(task);
        return task;
    }

    private static <T> T await(FutureTask<T> task) throws DataException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DataException fault) {
                throw fault;
            }
            throw new IllegalStateException("reading the test images failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("Reading the data was interrupted; start it again", e);
        }
    }

    private static String digestOf(String imagesSum, String labelsSum) {
        HexFormat hex = HexFormat.of();
        return LabelledImages.digest(hex.parseHex(imagesSum), hex.parseHex(labelsSum));
    }
}
