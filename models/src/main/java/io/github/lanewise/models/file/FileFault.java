package io.github.lanewise.models.file;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** Words the reason of a failed file operation, which the exceptions of the JDK often leave out. */
public final class FileFault {
    private FileFault() {}

    /** Returns the reason as the end of a sentence, for example "permission denied". */
    public static String reason(IOException failure) {
        return switch (failure) {
            case AtomicFile.Refusal refusal -> String.valueOf(refusal.getMessage());
            case NoSuchFileException _ -> "there is no such file";
            case FileAlreadyExistsException _ -> "a file of this name is there already";
            case NotDirectoryException _ -> "it is no folder";
            case AccessDeniedException _ -> "permission denied";
            case ClosedByInterruptException _ -> "the thread was interrupted";
            case FileSystemException system when system.getReason() != null ->
                    Wording.detail(system.getReason());
            default ->
                    Optional.ofNullable(failure.getMessage())
                            .map(Wording::detail)
                            .orElseGet(() -> failure.getClass().getSimpleName());
        };
    }
}
