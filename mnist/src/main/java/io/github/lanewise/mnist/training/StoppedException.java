package io.github.lanewise.mnist.training;

import java.io.Serial;

/** A run has ended before its last step because it was asked to; it is kept. */
public final class StoppedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    StoppedException() {
        super("The run was stopped before its end; go on with --resume.");
    }
}
