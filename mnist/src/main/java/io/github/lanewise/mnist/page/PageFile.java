package io.github.lanewise.mnist.page;

import io.github.lanewise.mnist.report.OutputException;
import io.github.lanewise.models.file.AtomicFile;
import io.github.lanewise.models.file.FileFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The file of a page. */
public final class PageFile {
    private PageFile() {}

    /**
     * Writes the file as a whole, or leaves it as it was.
     *
     * @throws OutputException if it cannot be written
     */
    public static void write(Path file, String html) {
        try {
            AtomicFile.write(file, html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new OutputException(
                    "The page %s cannot be written: %s.".formatted(file, FileFault.reason(e)), e);
        }
    }
}
