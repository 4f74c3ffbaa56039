package io.github.lanewise.mnist.page;

import java.io.Serial;

/** A folder that holds no readable run. The message is one sentence for the user. */
public final class UnreadableRunException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    UnreadableRunException(String sentence) {
        super(sentence);
    }

    UnreadableRunException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
