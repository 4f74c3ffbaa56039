package io.github.lanewise.engine.tensor;

/** A shape or geometry that cannot be; the message names the extents at fault. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception with one sentence for the user. */
    public ShapeException(String message) {
        super(message);
    }
}
