package io.github.lanewise.mnist.command;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Names of classes, one on each line of a UTF-8 text; blank lines at the end do not count. */
final class LabelsFile {
    /** Name of the option. */
    static final String OPTION = "--labels";

    /** More than any list of classes takes. */
    private static final long MOST_BYTES = 16 << 20;

    private LabelsFile() {}

    /**
     * Reads the names.
     *
     * @param classes how many there have to be
     * @throws CommandException if the file cannot be read or has another number of lines
     */
    static List<String> read(Path file, int classes) {
        List<String> labels = new ArrayList<>(lines(file));
        while (!labels.isEmpty() && labels.getLast().isBlank()) {
            labels.removeLast();
        }
        if (labels.size() != classes) {
            throw fault(
                    file,
                    "has %d lines, but the model has %d classes; write one line for each"
                            .formatted(labels.size(), classes));
        }
        return labels.stream().map(String::strip).toList();
    }

    private static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            throw fault(file, "is no file; name a text file with a class on each line");
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw fault(file, "is too large for a list of names; name a text file");
            }
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw fault(file, "is no text in UTF-8; name a text file");
        } catch (IOException e) {
            throw fault(file, "cannot be read; check its permissions");
        }
    }

    private static CommandException fault(Path file, String fault) {
        return new CommandException(ExitStatus.DATA, OPTION + " " + file + " " + fault + ".");
    }
}
