package io.github.lanewise.bench.report;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Text files in UTF-8 that are replaced as a whole or left as they were. */
public final class TextFile {
    private TextFile() {}

    /**
     * Reads a file.
     *
     * @param advice what the user can do if it cannot be read, as {@code name a file}
     * @throws ReportException if it cannot be read
     */
    static String read(Path file, String advice) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ReportException(
                    "%s cannot be read (%s); %s.".formatted(file, reason(file, e), advice), e);
        }
    }

    /**
     * Writes a file under a temporary name beside it, then renames that. A symbolic link is
     * followed.
     *
     * @throws ReportException if it cannot be written
     */
    public static void write(Path file, String text) {
        try {
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (Files.isDirectory(target)) {
                throw new ReportException(
                        file + " cannot be written: it is a folder; name a file.");
            }
            long random = ThreadLocalRandom.current().nextLong();
            // Not createTempFile, which leaves a file that only its owner may read.
            Path temporary =
                    target.resolveSibling(".report-" + HexFormat.of().toHexDigits(random) + ".tmp");
            try {
                Files.writeString(temporary, text);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new ReportException(
                    "%s cannot be written (%s); choose a folder that exists and can be written to."
                            .formatted(file, reason(file, e)),
                    e);
        }
    }

    private static String reason(Path file, IOException failure) {
        if (Files.isDirectory(file)) {
            return "it is a folder";
        }
        return switch (failure) {
            case NoSuchFileException ignored -> "there is no such file or folder";
            case AccessDeniedException ignored -> "access is denied";
            case MalformedInputException ignored -> "it is no text in UTF-8";
            default -> Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        };
    }
}
