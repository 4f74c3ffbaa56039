package io.github.lanewise.models.safetensors;

import java.io.Serial;
import java.nio.file.Path;

/**
 * A safetensors file that cannot be read, written or used as asked. The message is one sentence for
 * the user: the file, the tensor if one is concerned, and the fault.
 */
public final class SafetensorsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    SafetensorsException(Path file, String fault) {
        super(sentence(file, fault));
    }

    SafetensorsException(Path file, String fault, Throwable cause) {
        super(sentence(file, fault), cause);
    }

    private static String sentence(Path file, String fault) {
        return file + ": " + fault + ".";
    }
}
