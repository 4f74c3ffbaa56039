package io.github.lanewise.bench.report;

/** A report that cannot be made; the message is one sentence for the user. */
public class ReportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public ReportException(String message) {
        super(message);
    }

    /** Creates the exception with what it came from. */
    public ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
