package io.github.lanewise.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/**
 * Waits for idle threads of libraries, which wait for work in a loop before they sleep and take a
 * processor from what is measured next. Those of OpenBLAS do so for 0.1 s, those of OpenMP for some
 * milliseconds.
 */
final class IdleThreads {
    /** Two ticks of the clock in which Linux counts processor time. */
    private static final Duration LOOK = Duration.ofMillis(20);

    private static final int MOST_LOOKS = 10;

    private IdleThreads() {}

    /** Returns when this JVM has used no processor for 20 ms, or after 0.2 s. */
    static void awaitSleep() throws InterruptedException {
        boolean awake = true;
        for (int look = 0; awake && look < MOST_LOOKS; look++) {
            long before = processorTime();
            Thread.sleep(LOOK);
            awake = processorTime() != before;
        }
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
