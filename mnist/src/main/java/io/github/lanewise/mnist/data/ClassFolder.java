package io.github.lanewise.mnist.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A folder with the images of a class. What begins with a point is hidden and does not count.
 *
 * @param folder named as the class
 * @param files the images by name
 */
record ClassFolder(Path folder, List<Path> files) {
    private static final Comparator<Path> BY_NAME = Comparator.comparing(ClassFolder::name);

    ClassFolder {
        files = List.copyOf(files);
    }

    /** Returns the name of the class. */
    String name() {
        return name(folder);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    /**
     * Looks into the folders of a folder, of which each is a class.
     *
     * @return by name, as text
     * @throws DataException if there are fewer than two classes or too many, or one has no image or
     *     what is none
     */
    static List<ClassFolder> in(Path parent) throws DataException {
        List<Path> folders = folders(parent);
        if (folders.size() < 2 || folders.size() > ImageForm.MOST_CLASSES) {
            throw DataException.of(
                    parent,
                    "holds %d folders where it needs one for each class, from 2 to %d; check the folder"
                            .formatted(folders.size(), ImageForm.MOST_CLASSES));
        }
        List<ClassFolder> classes = new ArrayList<>();
        for (Path folder : folders) {
            if (!ClassNames.isName(name(folder))) {
                throw DataException.of(
                        parent,
                        "holds a folder whose name has control characters or is blank; name it as its class");
            }
            classes.add(of(folder));
        }
        return classes;
    }

    /** Returns the visible folders of a folder. */
    static List<Path> folders(Path parent) throws DataException {
        return visible(parent, Files::isDirectory);
    }

    private static ClassFolder of(Path folder) throws DataException {
        List<Path> inner = folders(folder);
        if (!inner.isEmpty()) {
            throw DataException.of(
                    inner.getFirst(),
                    "is a folder among the images of a class; put its images beside it or take it away");
        }
        List<Path> files = visible(folder, path -> true);
        if (files.isEmpty()) {
            throw DataException.of(folder, "holds no images; put some there or remove it");
        }
        return new ClassFolder(folder, files);
    }

    private static List<Path> visible(Path folder, Predicate<Path> kind) throws DataException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !name(path).startsWith(".") && kind.test(path))
                    .sorted(BY_NAME)
                    .toList();
        } catch (IOException e) {
            throw new DataException(folder + " cannot be looked into; check its permissions", e);
        }
    }
}
