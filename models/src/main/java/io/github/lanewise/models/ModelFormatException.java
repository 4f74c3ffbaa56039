package io.github.lanewise.models;

import io.github.lanewise.models.file.Wording;
import java.io.Serial;
import java.nio.file.Path;

/**
 * A model file that cannot be read, is damaged, or asks for what is not supported. The message is
 * one sentence for the user: the file, the node, tensor or field that is concerned, and the fault.
 */
public final class ModelFormatException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param fault the sentence after the name of the file, without its full stop
     */
    public ModelFormatException(Path file, String fault) {
        super(sentence(file, fault));
    }

    /**
     * Creates an exception.
     *
     * @param fault the sentence after the name of the file, without its full stop
     */
    public ModelFormatException(Path file, String fault, Throwable cause) {
        super(sentence(file, fault), cause);
    }

    private static String sentence(Path file, String fault) {
        return file + ": " + Wording.line(fault) + ".";
    }
}
