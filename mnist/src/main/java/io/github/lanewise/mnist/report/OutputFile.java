package io.github.lanewise.mnist.report;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells before a long run whether its result can be written. */
public final class OutputFile {
    /** As many links in a row as Linux follows. */
    private static final int MAX_LINKS = 40;

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
            try {
                requireWritableFolder(place(file), option);
            } catch (IOException e) {
                throw new OutputException(sentence(file, option, reason(e)), e);
            }
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

    /**
     * Returns where a file is, or would be if it were written: through all links.
     *
     * @throws FileSystemLoopException if the links lead nowhere
     * @throws IOException if a link cannot be read
     */
    public static Path place(Path file) throws IOException {
        Path at = file.toAbsolutePath();
        for (int links = 0; links < MAX_LINKS; links++) {
            if (!Files.isSymbolicLink(at)) {
                Path folder = at.resolveSibling("");
                return Files.exists(folder) ? folder.toRealPath().resolve(at.getFileName()) : at;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        throw new FileSystemLoopException(file.toString());
    }

    /** Returns whether two names lead to one file, which need not exist, through whatever links. */
    public static boolean same(Path one, Path other) {
        try {
            return (Files.exists(one) && Files.exists(other))
                    ? Files.isSameFile(one, other)
                    : place(one).equals(place(other));
        } catch (IOException e) {
            // What cannot be looked into cannot be written either, and fails with its own sentence.
            return false;
        }
    }

    private static String reason(IOException failure) {
        return failure instanceof FileSystemLoopException
                ? "its links lead in a circle; name another file"
                : "its place cannot be found; name another file";
    }

    private static void requireWritableFolder(Path file, String option) {
        Path folder = file.toAbsolutePath().resolveSibling("");
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
