package io.github.lanewise.models;

import java.io.Serial;
import java.nio.file.Path;
import java.util.List;

/**
 * A weights file that does not belong to the network it is loaded into. The message is one sentence
 * for the user: the file, the names that do not fit, and what to do. A long list of names is cut in
 * the message, never in the lists.
 */
public final class WeightsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final transient WeightsMatch match;

    WeightsException(Path file, WeightsMatch match) {
        super(file + ": " + match.sentence() + ".");
        this.match = match;
    }

    /** Returns the names of the parameters that the file does not have. */
    public List<String> missing() {
        return List.copyOf(match.missing());
    }

    /** Returns the names of the parameters that the file has in another shape. */
    public List<String> misshapen() {
        return List.copyOf(match.misshapen());
    }

    /** Returns the names of the parameters whose elements in the file are no floats. */
    public List<String> mistyped() {
        return List.copyOf(match.mistyped());
    }

    /** Returns the names of the tensors in the file that are no parameters. */
    public List<String> leftOver() {
        return List.copyOf(match.leftOver());
    }
}
