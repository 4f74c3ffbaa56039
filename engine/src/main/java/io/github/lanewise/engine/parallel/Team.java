package io.github.lanewise.engine.parallel;

import java.util.concurrent.Semaphore;

/**
 * A fixed number of threads for many callers: a caller that comes alone has all of them, and those
 * that come at the same time compute on their own thread, as many at once as there are threads. So
 * callers never multiply the number of threads that compute.
 */
public final class Team implements AutoCloseable {
    private final Workers workers;
    private final Semaphore seats;

    /**
     * Starts the threads.
     *
     * @param threads number of threads that compute at once, callers included
     * @throws IllegalArgumentException if it is below 1
     */
    public Team(int threads) {
        workers = new Workers(threads);
        seats = new Semaphore(threads, true);
    }

    /** Returns the number of threads that compute at once, callers included. */
    public int threads() {
        return workers.threads();
    }

    /** Returns the threads, for a caller that has all of them. */
    public Workers workers() {
        return workers;
    }

    /**
     * Waits until the caller may compute. It then has to call {@link #leave} with the answer.
     *
     * @return whether it has all threads, and not only its own
     */
    public boolean enter() {
        seats.acquireUninterruptibly();
        return seats.tryAcquire(threads() - 1);
    }

    /** Waits until the caller has all threads; it then has to call {@link #leave} with true. */
    public void enterAlone() {
        seats.acquireUninterruptibly(threads());
    }

    /**
     * Lets others compute.
     *
     * @param all what {@link #enter} answered
     */
    public void leave(boolean all) {
        seats.release(all ? threads() : 1);
    }

    /** Ends the threads after all callers have left; closing twice has no effect. */
    @Override
    public void close() {
        enterAlone();
        try {
            workers.close();
        } finally {
            leave(true);
        }
    }
}
