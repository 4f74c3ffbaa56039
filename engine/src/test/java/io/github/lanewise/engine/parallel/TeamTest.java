package io.github.lanewise.engine.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Callers share the threads of a team. */
final class TeamTest {
    @Test
    void aLonelyCallerHasAllThreads() {
        try (Team team = new Team(3)) {
            boolean all = team.enter();
            assertThat(all).isTrue();
            team.leave(all);
            team.enterAlone();
            team.leave(true);
        }
    }

    @Test
    void neverMoreCallersThanThreadsComputeAtOnce() throws InterruptedException {
        AtomicInteger computing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (Team team = new Team(2)) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                callers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    for (int call = 0; call < 200; call++) {
                                        boolean all = team.enter();
                                        int threads = all ? 2 : 1;
                                        int now = computing.addAndGet(threads);
                                        most.accumulateAndGet(now, Math::max);
                                        Thread.onSpinWait();
                                        computing.addAndGet(-threads);
                                        team.leave(all);
                                    }
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void aTeamNeedsAThread() {
        assertThatThrownBy(() -> new Team(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
