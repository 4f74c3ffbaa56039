package io.github.lanewise.mnist.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells before a long run whether its result can be written. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Checks that a file can be created, or emptied if it exists. Nothing is written.
     *
     * @param option the option that named the file, for the message
     * @throws OutputException if it is a folder or write-protected, or if it does not exist and its
     *     folder is missing or write-protected
     */
    public static void requireWritable(Path file, String option) {
        if (Files.isDirectory(file)) {
            throw unwritable(file, option, "it is a folder; name a file");
        }
        if (!Files.exists(file)) {
            requireWritableFolder(file, option);
        } else if (!Files.isWritable(file)) {
            throw unwritable(file, option, "it is write-protected; name another file");
        }
    }

    /**
     * Checks that a file can be written beside this one and renamed to it. Nothing is written.
     *
     * @param option the option that named the file, for the message
     * @throws OutputException if its folder is missing or write-protected, or if it is
     *     write-protected or not an ordinary file
     */
    public static void requireReplaceable(Path file, String option) {
        requireWritable(file, option);
        if (!Files.exists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw unwritable(file, option, "it is a device; name an ordinary file");
        }
        try {
            requireWritableFolder(file.toRealPath(), option);
        } catch (IOException e) {
            throw new OutputException(sentence(file, option, "its place cannot be found"), e);
        }
    }

    private static void requireWritableFolder(Path file, String option) {
        Path folder = file.toAbsolutePath().normalize().resolveSibling("");
        if (!Files.exists(folder)) {
            throw unwritable(
                    file, option, "the folder " + folder + " does not exist; create it first");
        }
        if (!Files.isDirectory(folder)) {
            throw unwritable(
                    file, option, folder + " is not a folder; name a file in a folder that exists");
        }
        if (!Files.isWritable(folder)) {
            throw unwritable(
                    file,
                    option,
                    "the folder " + folder + " is write-protected; name a file in another folder");
        }
    }

    private static OutputException unwritable(Path file, String option, String reason) {
        return new OutputException(sentence(file, option, reason));
    }

    private static String sentence(Path file, String option, String reason) {
        return "%s %s cannot be written: %s.".formatted(option, file, reason);
    }
}
