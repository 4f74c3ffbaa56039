package io.github.lanewise.models;

import java.io.Serial;
import java.nio.file.Path;

/**
 * A weights file that does not belong to the network it is loaded into. The message is one sentence
 * for the user: the file, the fault, and what to do.
 */
public final class WeightsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    WeightsException(Path file, String fault) {
        super(file + ": " + fault + ".");
    }
}
