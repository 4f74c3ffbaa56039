package io.github.lanewise.mnist.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A fault in a data file or folder of the user.
 *
 * <p>The message is one sentence that can be shown as it is: which file or folder, what is wrong
 * with it, and what to do.
 */
public final class DataException extends IOException {
    private static final long serialVersionUID = 1L;

    DataException(String sentence) {
        super(sentence);
    }

    DataException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The fault of one file: the sentence is the file's path, a blank and {@code fault}. */
    static DataException of(Path file, String fault) {
        return new DataException(file + " " + fault);
    }
}
