package io.github.lanewise.mnist.report;

import java.io.Serial;

/** An output that cannot be written. The message is one sentence for the user. */
public final class OutputException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** Creates the exception with one sentence for the user. */
    public OutputException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** Creates the exception with one sentence for the user. */
    public OutputException(String sentence) {
        super(sentence);
    }
}
