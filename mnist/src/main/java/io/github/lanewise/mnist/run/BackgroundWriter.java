package io.github.lanewise.mnist.run;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Writes on a thread of its own, one thing at a time, so that nobody waits for the disk. */
final class BackgroundWriter implements AutoCloseable {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("lanewise-checkpoint").daemon().factory());
    private Optional<Future<?>> pending = Optional.empty();

    /** Begins to write when all before is written; what went wrong there is thrown. */
    void write(Runnable task) {
        await();
        pending = Optional.of(thread.submit(task));
    }

    /** Throws what went wrong so far; called thousands of times per second. */
    void throwFailure() {
        if (pending.isPresent() && pending.get().isDone()) {
            await();
        }
    }

    /** Waits until all is written, and throws what went wrong. */
    void await() {
        if (pending.isEmpty()) {
            return;
        }
        Future<?> last = pending.get();
        pending = Optional.empty();
        try {
            last.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("writing failed", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a checkpoint was written", e);
        }
    }

    /** Waits until all is written. */
    @Override
    public void close() {
        thread.close();
    }
}
