package io.github.lanewise.mnist.page;

import java.io.Serial;

/** A folder that holds no readable run. The message is one sentence for the user. */
public final class RunException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    RunException(String sentence) {
        super(sentence);
    }

    RunException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
