package io.github.lanewise.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class WorkersTest {
    private static final int RUNS = 300;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTaskRunsOnceInEveryRun(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertThat(workers.threads()).isEqualTo(threads);
            for (int run = 0; run < RUNS; run++) {
                int tasks = run % 20;
                AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
                workers.run(tasks, (task, worker) -> runs.incrementAndGet(task));
                for (int task = 0; task < tasks; task++) {
                    assertThat(runs.get(task)).as("task %d of run %d", task, run).isEqualTo(1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void workersHaveNumbersOfTheirOwn(int threads) {
        try (Workers workers = new Workers(threads)) {
            AtomicIntegerArray inside = new AtomicIntegerArray(threads);
            Set<Integer> clashes = ConcurrentHashMap.newKeySet();
            workers.run(
                    200,
                    (task, worker) -> {
                        if (inside.incrementAndGet(worker) != 1) {
                            clashes.add(worker);
                        }
                        LockSupport.parkNanos(1_000);
                        inside.decrementAndGet(worker);
                    });
            assertThat(clashes).isEmpty();
        }
    }

    /**
     * Results written by any thread are visible to the caller when run returns, and the reverse.
     */
    @Test
    void plainWritesAreVisibleAcrossRuns() {
        try (Workers workers = new Workers(3)) {
            long[] sums = new long[16];
            for (int run = 0; run < RUNS; run++) {
                int added = run;
                workers.run(16, (task, worker) -> sums[task] += added);
            }
            assertThat(sums).containsOnly(RUNS * (RUNS - 1) / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void anExceptionReachesTheCallerAndTheNextRunWorks(int threads) {
        try (Workers workers = new Workers(threads)) {
            for (int failing = 0; failing < 10; failing++) {
                int bad = failing;
                assertThatThrownBy(() ->
                                workers.run(
                                        10,
                                        (task, worker) -> {
                                            if (task == bad) {
                                                throw new ArithmeticException("task " + task);
                                            }
                                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("task " + bad);
                AtomicInteger done = new AtomicInteger();
                workers.run(10, (task, worker) -> done.incrementAndGet());
                assertThat(done).hasValue(10);
            }
        }
    }

    @Test
    void errorsReachTheCallerToo() {
        try (Workers workers = new Workers(2)) {
            assertThatThrownBy(() ->
                            workers.run(
                                    4,
                                    (task, worker) -> {
                                        throw new StackOverflowError("deep");
                                    }))
                    .isInstanceOf(StackOverflowError.class);
        }
    }

    @Test
    void closingEndsTheThreads() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Workers workers = new Workers(8);
        workers.run(8, (task, worker) -> {});
        Set<Thread> started =
                Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread))
                        .filter(thread -> thread.getName().startsWith("lanewise"))
                        .collect(Collectors.toSet());
        assertThat(started).hasSize(7).allMatch(Thread::isDaemon);
        workers.close();
        assertThat(started).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> workers.run(1, (task, worker) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void workersMayBeCalledFromChangingThreads() throws InterruptedException {
        try (Workers workers = new Workers(3)) {
            AtomicInteger done = new AtomicInteger();
            for (int i = 0; i < 5; i++) {
                Thread caller =
                        new Thread(() -> workers.run(50, (task, worker) -> done.incrementAndGet()));
                caller.start();
                caller.join();
            }
            assertThat(done).hasValue(250);
        }
    }

    @Test
    void fewerThanOneThreadIsRefused() {
        assertThatThrownBy(() -> new Workers(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0");
    }
}
