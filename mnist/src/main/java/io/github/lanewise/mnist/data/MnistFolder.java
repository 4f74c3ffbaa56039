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
 * Reads the four files of MNIST, or of any data set with such files, from a folder.
 *
 * <p>Each file is taken as {@code train-images-idx3-ubyte} or {@code train-images.idx3-ubyte}, raw
 * before {@code .gz}. Images of several channels are in {@code train-images-idx4-ubyte}, and test
 * images may be called {@code test-…} as well as {@code t10k-…}.
 */
public final class MnistFolder {
    private static final Part TRAINING_IMAGES =
            new Part("train-images-idx3-ubyte", "train-images-idx4-ubyte");
    private static final Part TRAINING_LABELS = new Part("train-labels-idx1-ubyte");
    private static final Part TEST_IMAGES =
            new Part(
                    "t10k-images-idx3-ubyte",
                    "t10k-images-idx4-ubyte",
                    "test-images-idx3-ubyte",
                    "test-images-idx4-ubyte");
    private static final Part TEST_LABELS =
            new Part("t10k-labels-idx1-ubyte", "test-labels-idx1-ubyte");
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

    private static final String ACTION =
            "name a folder with the four MNIST files, or with a folder of images for each class";

    private MnistFolder() {}

    /** One of the four files; the first of its names is that of MNIST. */
    private record Part(List<String> names) {
        Part(String... names) {
            this(List.of(names));
        }

        String name() {
            return names.getFirst();
        }

        /** Returns the files that it may be, the strongest first. */
        List<Path> spellings(Path folder) {
            return names.stream()
                    .flatMap(name -> MnistFolder.spellings(folder, name).stream())
                    .toList();
        }

        Optional<Path> find(Path folder) {
            return spellings(folder).stream().filter(Files::isRegularFile).findFirst();
        }
    }

    /** Training or test images, of as many classes as there can be, and where they come from. */
    private record Half(LabelledImages images, IdxFile labels) {}

    /**
     * Reads a folder as its files say.
     *
     * @throws DataException see {@link #load(Path, Interpretation)}
     */
    public static DataSet load(Path folder) throws DataException {
        return load(folder, Interpretation.OF_FILES);
    }

    /**
     * Reads the folder with two threads.
     *
     * @return images described as canonical MNIST if the content is the published one; the classes
     *     are those that training labels name, or those of the network that the images are for
     * @throws DataException if the folder or one of the files is missing, if a file is not a
     *     complete IDX file of the right rank, if images and labels differ in number, if training
     *     and test images differ in shape, if labels have gaps, if a label of the test images or
     *     any for a network is too large, or if the interpretation is for other files
     */
    public static DataSet load(Path folder, Interpretation wanted) throws DataException {
        Optional<String> problem = problem(folder);
        if (problem.isPresent()) {
            throw new DataException("The data folder " + folder + " " + problem.get());
        }
        refuseSize(folder, wanted);
        FutureTask<Half> test =
                inBackground(() -> read(folder, "test", TEST_IMAGES, TEST_LABELS, wanted));
        Half training = read(folder, "training", TRAINING_IMAGES, TRAINING_LABELS, wanted);
        return dataSet(folder, training, await(test), wanted);
    }

    /**
     * Returns what the training images of a folder are like, without reading them.
     *
     * @throws DataException if the folder or one of the files is missing or faulty
     */
    static ImageForm form(Path folder, Interpretation wanted) throws DataException {
        refuseSize(folder, wanted);
        int classes = ClassLabels.count(labels(folder, TRAINING_LABELS));
        IdxFile images = IdxReader.readHeader(file(folder, TRAINING_IMAGES));
        return IdxImages.form(images, wanted).withClasses(classes);
    }

    private static void refuseSize(Path folder, Interpretation wanted) throws DataException {
        if (wanted.size().isPresent()) {
            throw DataException.ofOption(
                    "The data folder %s holds IDX files, whose images --image-size does not change; leave it out"
                            .formatted(folder));
        }
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
            return Optional.of("does not exist; " + ACTION);
        }
        if (!Files.isDirectory(folder)) {
            return Optional.of("is not a folder; " + ACTION);
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

    /** Returns whether a folder holds one of the four files or more. */
    static boolean holdsSome(Path folder) {
        return PARTS.stream().anyMatch(part -> part.find(folder).isPresent());
    }

    private static Half read(
            Path folder, String name, Part imagesPart, Part labelsPart, Interpretation wanted)
            throws DataException {
        IdxFile labels = labels(folder, labelsPart);
        IdxFile images = IdxReader.read(file(folder, imagesPart));
        ImageForm form = IdxImages.form(images, wanted);
        if (images.dimension(0) != labels.dimension(0)) {
            throw DataException.of(
                    images.path(),
                    "holds %d images, but %s holds %d labels; take both files from one data set"
                            .formatted(images.dimension(0), labels.path(), labels.dimension(0)));
        }
        LabelledImages both =
                new LabelledImages(
                        name, form, IdxImages.pixels(images, form, wanted), labels.values());
        // Here, so that the digests of both parts are computed side by side.
        both.digest();
        return new Half(both, labels);
    }

    private static IdxFile labels(Path folder, Part part) throws DataException {
        IdxFile file = IdxReader.read(file(folder, part));
        if (file.rank() != 1) {
            throw DataException.of(
                    file.path(),
                    "has %d dimensions (%s) where 1 is needed; check that it is the right file"
                            .formatted(file.rank(), file.shape()));
        }
        if (file.values().length == 0) {
            throw DataException.of(
                    file.path(), "is empty (%s); check the file".formatted(file.shape()));
        }
        return file;
    }

    private static Path file(Path folder, Part part) throws DataException {
        return part.find(folder)
                .orElseThrow(() ->
                        DataException.of(
                                folder.resolve(part.name()), "has gone; check the folder"));
    }

    private static DataSet dataSet(Path folder, Half training, Half test, Interpretation wanted)
            throws DataException {
        ImageForm form = training.images.form();
        if (!form.hasShapeOf(test.images.form())) {
            throw new DataException(
                    "The data folder %s holds training images of %s and test images of %s (channels × height × width); take all four files from one data set"
                            .formatted(folder, form.shape(), test.images.form().shape()));
        }
        int classes = classes(training.labels, test.labels, wanted);
        DataSet data =
                DataSet.of(
                        "IDX images",
                        training.images.withClasses(classes),
                        test.images.withClasses(classes));
        boolean canonical = isCanonicalMnist(data);
        return new DataSet(
                canonical ? "MNIST (canonical)" : data.description(),
                data.training(),
                data.test(),
                data.digest(),
                canonical,
                ClassNames.NONE);
    }

    private static int classes(IdxFile training, IdxFile test, Interpretation wanted)
            throws DataException {
        if (wanted.network().isPresent()) {
            int known = wanted.network().get().classes();
            ClassLabels.requireBelow(known, training, "the network");
            ClassLabels.requireBelow(known, test, "the network");
            return known;
        }
        int classes = ClassLabels.count(training);
        ClassLabels.requireBelow(classes, test, "the training images");
        return classes;
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
