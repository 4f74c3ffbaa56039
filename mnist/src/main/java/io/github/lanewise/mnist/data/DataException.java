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

    private final boolean ofOption;

    DataException(String sentence) {
        super(sentence);
        ofOption = false;
    }

    DataException(String sentence, Throwable cause) {
        super(sentence, cause);
        ofOption = false;
    }

    private DataException(String sentence, boolean ofOption) {
        super(sentence);
        this.ofOption = ofOption;
    }

    /** An option that has no effect for such data. */
    static DataException ofOption(String sentence) {
        return new DataException(sentence, true);
    }

    /** Returns whether the data is right, and an option is not for it. */
    public boolean isOfOption() {
        return ofOption;
    }

    /** The fault of one file: the sentence is the file's path, a blank and {@code fault}. */
    static DataException of(Path file, String fault) {
        return new DataException(file + " " + fault);
    }
}
