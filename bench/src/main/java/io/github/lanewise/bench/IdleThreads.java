package io.github.lanewise.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Waits for what still runs between two measurements and would take a processor from the next: the
 * JVM's compilers, and idle threads of libraries, which wait for work in a loop before they sleep.
 */
public final class IdleThreads {
    /** Two ticks of the clock in which Linux counts processor time. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** What the look itself may cost, below a tick. */
    private static final Duration LITTLE = Duration.ofMillis(5);

    private static final int MOST_LOOKS = 10;

    /** How long a benchmark runs between two looks at the compilers. */
    private static final Duration SLICE = Duration.ofMillis(40);

    private static final int FEWEST_CALLS = 200;
    private static final Duration LEAST_WARM_UP = Duration.ofMillis(400);

    /** More than boxed vectors reach, less than any kernel. */
    private static final double COMPILED_FLOP_PER_SECOND = 5e9;

    private static final Duration MOST_WARM_UP = Duration.ofSeconds(4);
    private static final int QUIET_LOOKS = 2;
    private static final CompilerThreads COMPILERS = CompilerThreads.ofThisJvm();

    private IdleThreads() {}

    /**
     * Returns when this JVM has used no processor for 20 ms, or after 0.2 s.
     *
     * @return whether it was idle from the start
     */
    static boolean awaitSleep() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            long before = processorTime();
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (processorTime() - before <= LITTLE.toNanos()) {
                return look == 0;
            }
        }
        return false;
    }

    /**
     * Runs work again and again until the JVM has compiled all of it: until, twice in a row, no
     * compiler is busy after the work has stopped; or for 4 s. Waiting for a steady speed would not
     * do, since the interpreter's is steady too. Nor would idle compilers alone: small work has to
     * run some hundred times before the JVM thinks of compiling all of it.
     */
    public static void warmUp(Runnable work) {
        warmUp(work, 0);
    }

    /**
     * The same for work whose speed tells whether it is compiled: an interpreted kernel computes a
     * hundredth of what a compiled one does.
     *
     * @param flop operations of a call
     */
    public static void warmUp(Runnable work, long flop) {
        long begin = System.nanoTime();
        int quiet = 0;
        int calls = 0;
        while (quiet < QUIET_LOOKS && System.nanoTime() - begin < MOST_WARM_UP.toNanos()) {
            long start = System.nanoTime();
            int before = calls;
            do {
                work.run();
                calls++;
            } while (System.nanoTime() - start < SLICE.toNanos());
            double seconds = (System.nanoTime() - start) * 1e-9;
            boolean compiled =
                    (double) flop * (calls - before) >= COMPILED_FLOP_PER_SECOND * seconds;
            boolean noticed =
                    calls >= FEWEST_CALLS || System.nanoTime() - begin >= LEAST_WARM_UP.toNanos();
            quiet = compilersIdle() && (compiled || noticed) ? quiet + 1 : 0;
        }
    }

    private static boolean compilersIdle() {
        OptionalLong before = COMPILERS.ticks();
        if (before.isEmpty()) {
            return awaitSleep();
        }
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
        return COMPILERS.ticks().equals(before);
    }

    /** Returns nanoseconds, or a constant where the JVM does not know. */
    private static long processorTime() {
        return Optional.ofNullable(
                        ManagementFactory.getPlatformMXBean(
                                com.sun.management.OperatingSystemMXBean.class))
                .map(com.sun.management.OperatingSystemMXBean::getProcessCpuTime)
                .orElse(0L);
    }
}
