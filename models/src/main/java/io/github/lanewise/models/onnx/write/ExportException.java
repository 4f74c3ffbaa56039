package io.github.lanewise.models.onnx.write;

import java.io.Serial;

/**
 * A model that cannot be expressed in ONNX or cannot be written. The message is one sentence for
 * the user.
 */
public final class ExportException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    ExportException(String sentence) {
        super(sentence);
    }

    ExportException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
