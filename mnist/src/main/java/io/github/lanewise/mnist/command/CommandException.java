package io.github.lanewise.mnist.command;

import java.io.Serial;

/** A mistake of the user that ends a command. The message is one sentence for the user. */
final class CommandException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    private final int status;

    /**
     * Creates the exception.
     *
     * @param status one of {@link ExitStatus}
     * @param sentence what, where, and what to do
     */
    CommandException(int status, String sentence) {
        super(sentence);
        this.status = status;
    }

    /** Returns the exception for an option with which nothing can be done. */
    static CommandException usage(String sentence) {
        return new CommandException(ExitStatus.USAGE, sentence);
    }

    /** Returns one of {@link ExitStatus}. */
    int status() {
        return status;
    }
}
