package io.github.lanewise.mnist.explain;

import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** The folder that takes pictures and page. A file in it is replaced as a whole or not at all. */
public final class OutputFolder {
    private final Path folder;

    private OutputFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder, with those above it, where it does not exist.
     *
     * @param option the option that named it, for the message
     * @throws OutputException if it is a file, or cannot be created or written to
     */
    public static OutputFolder open(Path folder, String option) {
        try {
            // A link to a folder is a folder, which createDirectories does not see.
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw failure(option + " " + folder, "it is a file; name a folder", e);
        } catch (IOException e) {
            throw failure(option + " " + folder, reason(e) + "; name another folder", e);
        }
        if (!Files.isWritable(folder)) {
            throw failure(
                    option + " " + folder,
                    "the folder is write-protected; name another folder",
                    new AccessDeniedException(folder.toString()));
        }
        return new OutputFolder(folder);
    }

    /**
     * Writes a file.
     *
     * @throws OutputException if that is not possible; then an older file of that name is unchanged
     */
    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            throw failure(
                    file.toString(), FileFault.reason(e) + "; make room or name another folder", e);
        }
    }

    private static OutputException failure(String what, String reason, IOException cause) {
        return new OutputException("%s cannot be written: %s.".formatted(what, reason), cause);
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "nothing can be created there";
            case FileSystemException system when system.getReason() != null ->
                    system.getReason().toLowerCase(Locale.ROOT);
            default -> message == null ? failure.getClass().getSimpleName() : message;
        };
    }
}
