package io.github.lanewise.engine.graph;

import io.github.lanewise.engine.layer.ImagePass;
import io.github.lanewise.engine.parallel.Workers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Steps of a graph that all workers take together, as one task of each worker: they meet after each
 * step by waiting in a loop, since a step may take less time than it takes to wake up a thread. A
 * worker that comes late joins at the step that is under way.
 */
final class SharedRun implements Workers.Task {
    /** Rounds of waiting in a loop before a thread lets others have its processor. */
    private static final int SPINS = 10_000;

    private static final long NAP_NANOS = 20_000;

    private final ImagePass[] passes;
    private final int[] tasks;

    /** Tasks of each step that somebody has taken. */
    private final AtomicIntegerArray taken;

    /** Tasks of each step that are done. */
    private final AtomicIntegerArray done;

    /** The step that is under way. */
    private final AtomicInteger current = new AtomicInteger();

    private volatile boolean failed;

    SharedRun(ImagePass[] passes) {
        this.passes = passes;
        tasks = new int[passes.length];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = passes[i].tasks();
        }
        taken = new AtomicIntegerArray(tasks.length);
        done = new AtomicIntegerArray(tasks.length);
    }

    /**
     * Takes all steps; one thread at a time.
     *
     * @throws RuntimeException or an error that a task threw; the first of several
     */
    void run(Workers workers) {
        for (int i = 0; i < tasks.length; i++) {
            taken.setPlain(i, 0);
            done.setPlain(i, 0);
        }
        failed = false;
        current.set(0);
        workers.run(workers.threads(), this);
    }

    @Override
    public void run(int number, int worker) {
        boolean finished = false;
        try {
            for (int step = current.get(); step < tasks.length && !failed; step++) {
                take(step, worker);
                awaitEnd(step);
                current.compareAndSet(step, step + 1);
            }
            finished = true;
        } finally {
            if (!finished) {
                failed = true;
            }
        }
    }

    private void take(int step, int worker) {
        int all = tasks[step];
        int count = 0;
        for (int task = taken.getAndIncrement(step);
                task < all;
                task = taken.getAndIncrement(step)) {
            passes[step].run(task, worker);
            count++;
        }
        if (count > 0) {
            done.addAndGet(step, count);
        }
    }

    private void awaitEnd(int step) {
        for (int spin = 0; done.get(step) < tasks[step] && !failed; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(NAP_NANOS);
            }
        }
    }
}
