package io.github.lanewise.bench.report;

/** A mistake in the options; the message is one sentence for the user. */
public final class OptionException extends ReportException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public OptionException(String message) {
        super(message);
    }

    /** Creates the exception with what it came from. */
    public OptionException(String message, Throwable cause) {
        super(message, cause);
    }
}
