package io.github.lanewise.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class IdleThreadsTest {
    private static final long CALL_NANOS = 4_000_000;

    /** Two quiet slices of 40 ms would be some 20 calls. */
    @Test
    void idleCompilersAloneDoNotEndTheWarmUp() {
        AtomicInteger calls = new AtomicInteger();
        long start = System.nanoTime();
        IdleThreads.warmUp(() -> {
            LockSupport.parkNanos(CALL_NANOS);
            calls.incrementAndGet();
        });
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertThat(calls.get() >= 200 || seconds >= 0.4)
                .as("%d calls in %.2f s", calls.get(), seconds)
                .isTrue();
    }
}
