package io.github.lanewise.mnist.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads image files, one folder for each class: {@code train/<class>/} and {@code test/<class>/},
 * or {@code <class>/}, of which a part becomes test images.
 */
final class ImageFolder {
    private static final String TRAINING = "train";
    private static final String TEST = "test";

    /** One of so many images of a class is a test image. */
    private static final int TEST_SHARE = 5;

    /** Always the same test images: runs can be compared, and no later one trains on them. */
    private static final long SPLIT_SEED = 1;

    /** Keeps the numbers apart from those of other users of the seed: "splitset" in ASCII. */
    private static final long SPLIT_STREAM = 0x73706c6974736574L;

    /** Image files with the number of their class. */
    private static final class Part {
        private final List<Path> files = new ArrayList<>();
        private final List<Integer> labels = new ArrayList<>();

        void add(Path file, int label) {
            files.add(file);
            labels.add(label);
        }

        byte[] labels() {
            byte[] bytes = new byte[labels.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = labels.get(i).byteValue();
            }
            return bytes;
        }
    }

    private ImageFolder() {}

    /** Returns whether a folder holds folders and no IDX files. */
    static boolean isOne(Path folder) {
        try {
            return Files.isDirectory(folder)
                    && !MnistFolder.holdsSome(folder)
                    && !ClassFolder.folders(folder).isEmpty();
        } catch (DataException unreadable) {
            return false;
        }
    }

    /**
     * Reads a folder.
     *
     * @param threads how many threads decode; the images do not depend on it
     * @throws DataException if the folders are no classes, those of training and test images are
     *     not the same, or a file is no image or of another size
     */
    static DataSet load(Path folder, Interpretation wanted, int threads) throws DataException {
        if (wanted.order().isPresent()) {
            throw DataException.ofOption(
                    "The data folder %s holds image files, so that --layout has no effect; leave it out"
                            .formatted(folder));
        }
        Part training = new Part();
        Part test = new Part();
        List<String> names =
                isDivided(folder)
                        ? readDivided(folder, training, test)
                        : divide(ClassFolder.in(folder), training, test);
        List<Path> files = new ArrayList<>(training.files);
        files.addAll(test.files);
        ImageFiles images =
                FileStates.unchanged(files, () -> ImageFiles.read(files, wanted, threads));
        ImageForm form = images.form(names.size(), wanted.network());
        LabelledImages first = images.images("training", 0, training.labels(), form);
        LabelledImages second = images.images("test", training.files.size(), test.labels(), form);
        String digest =
                Digests.hex(
                        DataSet.digest(first.digest(), second.digest())
                                + "\n"
                                + String.join("\n", names));
        return new DataSet(
                "image files of %d classes".formatted(names.size()),
                first,
                second,
                digest,
                false,
                new ClassNames(names));
    }

    /** Whether training and test images have folders of their own. */
    private static boolean isDivided(Path folder) throws DataException {
        Path training = folder.resolve(TRAINING);
        if (!Files.isDirectory(training) || ClassFolder.folders(training).isEmpty()) {
            return false;
        }
        if (!Files.isDirectory(folder.resolve(TEST))) {
            throw DataException.of(
                    folder,
                    "has a folder train with classes, but no folder test; add it, or name the folder train to have test images taken from it");
        }
        return true;
    }

    private static List<String> readDivided(Path folder, Part training, Part test)
            throws DataException {
        List<ClassFolder> first = ClassFolder.in(folder.resolve(TRAINING));
        List<ClassFolder> second = ClassFolder.in(folder.resolve(TEST));
        List<String> names = names(first);
        requireIn(names, second, folder.resolve(TRAINING));
        requireIn(names(second), first, folder.resolve(TEST));
        for (int label = 0; label < names.size(); label++) {
            int number = label;
            first.get(label).files().forEach(file -> training.add(file, number));
            second.get(label).files().forEach(file -> test.add(file, number));
        }
        return names;
    }

    private static List<String> names(List<ClassFolder> classes) {
        return classes.stream().map(ClassFolder::name).toList();
    }

    private static void requireIn(List<String> names, List<ClassFolder> classes, Path other)
            throws DataException {
        for (ClassFolder one : classes) {
            if (!names.contains(one.name())) {
                throw DataException.of(
                        one.folder(),
                        "is a class that %s does not have; training and test images need the same classes"
                                .formatted(other));
            }
        }
    }

    /** Draws the test images of each class. */
    private static List<String> divide(List<ClassFolder> classes, Part training, Part test)
            throws DataException {
        for (int label = 0; label < classes.size(); label++) {
            List<Path> files = classes.get(label).files();
            if (files.size() < 2) {
                throw DataException.of(
                        classes.get(label).folder(),
                        "holds one image, but a class needs two: one to train on and one to test on; add images");
            }
            boolean[] drawn = drawn(files.size(), label);
            for (int i = 0; i < drawn.length; i++) {
                (drawn[i] ? test : training).add(files.get(i), label);
            }
        }
        return names(classes);
    }

    /** Marks a fifth of the images, at least one; the first steps of a shuffle choose them. */
    private static boolean[] drawn(int count, int label) {
        SplitMix64 random = SplitMix64.keyed(SPLIT_SEED, SPLIT_STREAM, label);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = i;
        }
        boolean[] drawn = new boolean[count];
        for (int i = 0; i < Math.max(1, count / TEST_SHARE); i++) {
            int other = i + random.below(count - i);
            int chosen = order[other];
            order[other] = order[i];
            drawn[chosen] = true;
        }
        return drawn;
    }
}
