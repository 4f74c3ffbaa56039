package io.github.lanewise.mnist.command;

import java.io.PrintWriter;

/**
 * One sentence for whoever ends a run before its end, by Ctrl-C or a signal. The JVM ends as it
 * does without: with status 128 and the number of the signal.
 */
final class InterruptionNotice implements AutoCloseable {
    private final Thread hook;

    /** Watches from now on. */
    InterruptionNotice(PrintWriter err) {
        hook = new Thread(() -> tell(err));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            tell(err);
        }
    }

    private static void tell(PrintWriter err) {
        err.println();
        err.println("Stopped before the end of the run; no weights were written.");
    }

    /** Watches no longer. */
    void disarm() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The sentence is being printed.
            return;
        }
    }

    @Override
    public void close() {
        disarm();
    }
}
