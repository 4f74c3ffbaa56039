package io.github.lanewise.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.parallel.Team;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task throws reaches the caller, and the next call works. */
final class FailingGraphTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aCallThatFailsLeavesTheNextOneAlone(int threads) {
        AtomicBoolean fails = new AtomicBoolean();
        GraphBuilder builder = new GraphBuilder();
        Value x = builder.input("x", Extents.of(1, 2, 3, 4));
        Value step = builder.add("step", TestOperation.STEP, x);
        Value copy = builder.add("copy", new FailingOperation(fails), step);
        Graph graph = builder.build(builder.add("last", TestOperation.STEP, copy));
        float[] input = new float[24];
        float[] output = new float[24];
        List<MemorySegment> in = List.of(MemorySegment.ofArray(input));
        List<MemorySegment> out = List.of(MemorySegment.ofArray(output));
        try (Team team = new Team(threads);
                GraphInference inference = new GraphInference(graph, team)) {
            for (int call = 0; call < 50; call++) {
                fails.set(true);
                assertThatThrownBy(() -> inference.run(in, out))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("told to fail");
                fails.set(false);
                inference.run(in, out);
                assertThat(output).containsOnly(3);
            }
        }
    }
}
