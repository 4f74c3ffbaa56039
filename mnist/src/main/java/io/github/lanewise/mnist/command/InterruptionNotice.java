package io.github.lanewise.mnist.command;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;

/**
 * One sentence for whoever ends a run before its end, by Ctrl-C or a signal. The JVM ends as it
 * does without: with status 128 and the number of the signal. A run that is kept is first waited
 * for, until it has written a checkpoint.
 */
final class InterruptionNotice implements AutoCloseable {
    private final Thread hook;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean kept;
    private volatile boolean interrupted;
    private volatile String sentence =
            "Stopped before the end of the run; no weights were written.";

    /** Watches from now on. */
    InterruptionNotice(PrintWriter err) {
        hook = new Thread(() -> tell(err));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            tell(err);
        }
    }

    private void tell(PrintWriter err) {
        interrupted = true;
        if (kept) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        err.println();
        err.println(sentence);
    }

    /** From now on the run asks {@link #isInterrupted} between its steps, and is waited for. */
    void keepRun() {
        kept = true;
    }

    /** Returns whether the JVM is ending. */
    boolean isInterrupted() {
        return interrupted;
    }

    /** Says what is told to the user, and that the JVM need not wait any longer. */
    void ended(String newSentence) {
        sentence = newSentence;
        ended.countDown();
    }

    /**
     * Says what is told to the user of an interrupted run that could not be kept.
     *
     * @return whether it is told, so that nobody else need do that
     */
    boolean failed(Throwable failure) {
        if (kept) {
            ended(
                    "The run was stopped, and its last step could not be kept: "
                            + failure.getMessage());
        }
        return kept && interrupted;
    }

    /** Watches no longer. */
    void disarm() {
        ended.countDown();
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
