package io.github.lanewise.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;

/** Threads that call at the same time. */
final class Callers {
    /** Seconds that a test of many callers takes. */
    static final double SECONDS =
            Double.parseDouble(System.getProperty("lanewise.callers.seconds", "2"));

    /** Milliseconds after which a thread hangs. */
    private static final long PATIENCE = 60_000 + (long) (SECONDS * 1000);

    private Callers() {}

    /** Returns a time some seconds from now, for {@link #isOver}. */
    static long in(double seconds) {
        return System.nanoTime() + (long) (seconds * 1e9);
    }

    static boolean isOver(long time) {
        return System.nanoTime() - time >= 0;
    }

    /** Runs an action on some threads, waits for all, and fails if one failed or hangs. */
    static void together(int callers, IntConsumer action) {
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            threads.add(
                    Thread.ofPlatform()
                            .daemon()
                            .uncaughtExceptionHandler((thread, failure) -> failures.add(failure))
                            .start(() -> action.accept(caller)));
        }
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE);
                assertThat(thread.isAlive()).as("a caller hangs").isFalse();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        failures.forEach(failure -> {
            throw new AssertionError("a caller failed", failure);
        });
    }
}
