package io.github.lanewise.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uses that cannot work are refused instead of computing half of the tasks. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class WorkersMisuseTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aTaskCannotRunTasks(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThatThrownBy(() ->
                            workers.run(4, (task, worker) -> workers.run(4, (inner, w) -> {})))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("busy");
            AtomicInteger done = new AtomicInteger();
            workers.run(100, (task, worker) -> done.incrementAndGet());
            assertThat(done).hasValue(100);
        }
    }

    @Test
    void aTaskOfAnotherThreadCannotCloseTheWorkers() {
        try (Workers workers = new Workers(2)) {
            CountDownLatch refused = new CountDownLatch(1);
            Thread caller = Thread.currentThread();
            workers.run(
                    2,
                    (task, worker) -> {
                        if (Thread.currentThread() == caller) {
                            await(refused);
                        } else {
                            assertThatThrownBy(workers::close)
                                    .isInstanceOf(IllegalStateException.class);
                            refused.countDown();
                        }
                    });
            assertThat(refused.getCount()).isZero();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
