package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.data.DataSource;
import io.github.lanewise.mnist.report.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Keeps a command from writing over the images that it reads, or among them. */
final class DataGuard {
    private DataGuard() {}

    /**
     * Refuses outputs that are files of the data set, or in a folder of images, where all that is
     * there counts as a class or an image.
     *
     * @param outputs files and folders by the options that name them
     */
    static void requireElsewhere(Map<String, Path> outputs, DataSource source) {
        source.imageFolder()
                .ifPresent(
                        images -> outputs.forEach((option, path) -> outside(option, path, images)));
        for (Path dataFile : source.files()) {
            outputs.forEach((option, file) -> {
                if (OutputFile.same(file, dataFile)) {
                    throw CommandException.usage(
                            "%s %s is a file of the data set; name another file."
                                    .formatted(option, file));
                }
            });
        }
    }

    private static void outside(String option, Path path, Path images) {
        if (real(path).startsWith(real(images))) {
            throw CommandException.usage(
                    "%s %s is in the folder of the images; name a place elsewhere."
                            .formatted(option, path));
        }
    }

    /** Returns where a path leads, through links, though its end need not exist. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath();
        Path there = absolute;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there.toRealPath().resolve(there.relativize(absolute)).normalize();
        } catch (IOException e) {
            // What cannot be looked into cannot be written either, and fails with its own sentence.
            return absolute.normalize();
        }
    }
}
