package io.github.lanewise.mnist.run;

import java.io.Serial;

/** A run folder that cannot be used as asked. The message is one sentence for the user. */
public final class RunException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /** Creates the exception with one sentence for the user. */
    public RunException(String sentence) {
        super(sentence);
    }

    /** Creates the exception with one sentence for the user. */
    public RunException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
