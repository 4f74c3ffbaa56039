package io.github.lanewise.mnist.platform;

import java.lang.management.ManagementFactory;

/** Time since the start of the JVM. */
public final class JvmClock {
    private JvmClock() {}

    /**
     * Returns the seconds since the JVM was created, to the millisecond.
     *
     * <p>The time is taken before the management classes are loaded (12 ms), so that the number
     * does not contain them. The start time of the process would be cheaper, but it includes what
     * the shell did before it became the JVM, and Java rounds it to the second in which the machine
     * started.
     */
    public static double secondsSinceStart() {
        long now = System.currentTimeMillis();
        long start = ManagementFactory.getRuntimeMXBean().getStartTime();
        return (now - start) / 1000.0;
    }
}
