package io.github.lanewise.engine.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A fixed set of threads that run numbered tasks. The caller is the first of them. Which thread
 * runs which task is left to chance, so results must not depend on it; tasks of one run must be
 * independent. A run allocates nothing.
 */
public final class Workers implements AutoCloseable {
    /** A piece of work. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the work.
         *
         * @param task 0 to the number of tasks (exclusive)
         * @param worker 0 to {@link #threads()} (exclusive); no two threads have the same
         */
        void run(int task, int worker);
    }

    /** Rounds of waiting in a loop, some 20 µs, before a thread goes to sleep. */
    private static final int SPINS = 2_000;

    private static final int OVER = -1;

    private final Thread[] threads;
    private final AtomicInteger next = new AtomicInteger();

    /** Threads besides the caller that take part in the current run; {@link #OVER} between runs. */
    private final AtomicInteger helpers = new AtomicInteger(OVER);

    /** Whether a run is under way; of two at once the second is refused. */
    private final AtomicBoolean running = new AtomicBoolean();

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Task task = (number, worker) -> {};
    private int tasks;
    private final AtomicInteger run = new AtomicInteger();
    private volatile boolean closed;
    private volatile boolean waiting;
    private Thread caller = Thread.currentThread();

    /**
     * Starts the threads; with 1 there is only the caller.
     *
     * @param threads number of threads that work at once, caller included
     * @throws IllegalArgumentException if it is below 1
     */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "At least 1 thread has to work, but got " + threads + ".");
        }
        this.threads = new Thread[threads - 1];
        for (int i = 0; i < this.threads.length; i++) {
            int worker = i + 1;
            this.threads[i] =
                    Thread.ofPlatform()
                            .daemon()
                            .name("lanewise-" + worker)
                            .unstarted(() -> work(worker));
            this.threads[i].start();
        }
    }

    /** Returns the number of threads that work at once, caller included. */
    public int threads() {
        return threads.length + 1;
    }

    /**
     * Runs all tasks and returns when they are done. Only one thread may call this at a time.
     *
     * @throws IllegalStateException if the workers are closed, or busy with another run
     * @throws RuntimeException or an error that a task threw; the first of several
     */
    public void run(int tasks, Task task) {
        if (closed) {
            throw new IllegalStateException("These workers are closed; create others.");
        }
        if (!running.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "These workers are busy: one thread at a time may run tasks, and a task may not"
                            + " run others.");
        }
        try {
            if (threads.length == 0 || tasks <= 1) {
                for (int number = 0; number < tasks; number++) {
                    task.run(number, 0);
                }
            } else {
                runShared(tasks, task);
            }
        } finally {
            running.set(false);
        }
    }

    private void runShared(int tasks, Task task) {
        this.task = task;
        this.tasks = tasks;
        caller = Thread.currentThread();
        next.set(0);
        helpers.set(0);
        run.incrementAndGet();
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        runTasks(0);
        endRun();
        rethrow();
    }

    /**
     * Waits for those that took part; a thread that has not woken up yet is too late and not
     * missed.
     */
    private void endRun() {
        for (int spin = 0; !helpers.compareAndSet(0, OVER); spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                waiting = true;
                if (helpers.get() > 0) {
                    LockSupport.park(this);
                }
                waiting = false;
            }
        }
    }

    private boolean joinRun() {
        int others = helpers.get();
        while (others != OVER) {
            if (helpers.compareAndSet(others, others + 1)) {
                return true;
            }
            others = helpers.get();
        }
        return false;
    }

    private void rethrow() {
        Throwable thrown = failure.get();
        if (thrown == null) {
            return;
        }
        failure.set(null);
        switch (thrown) {
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private void work(int worker) {
        int seen = 0;
        while (true) {
            for (int spin = 0; run.get() == seen && !closed; spin++) {
                if (spin < SPINS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            seen = run.get();
            if (joinRun()) {
                runTasks(worker);
                if (helpers.decrementAndGet() == 0 && waiting) {
                    LockSupport.unpark(caller);
                }
            }
        }
    }

    private void runTasks(int worker) {
        try {
            for (int number = next.getAndIncrement();
                    number < tasks;
                    number = next.getAndIncrement()) {
                task.run(number, worker);
            }
        } catch (Throwable thrown) {
            failure.compareAndSet(null, thrown);
            next.set(tasks);
        }
    }

    /**
     * Ends the threads and waits for them. A run that another thread has under way is finished by
     * that thread alone. Closing twice has no effect.
     *
     * @throws IllegalStateException if a task of these workers calls it
     */
    @Override
    public void close() {
        for (Thread thread : threads) {
            if (thread == Thread.currentThread()) {
                throw new IllegalStateException(
                        "A task cannot close the workers that run it; close them afterwards.");
            }
        }
        closed = true;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
        }
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
