package io.github.lanewise.engine.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.parallel.Team;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Plans give the values of a naive evaluation, whatever shares memory and whoever computes. */
final class GraphInferenceTest {
    @Property(tries = 200)
    void anyGraphGivesTheValuesOfANaiveEvaluation(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 14) int nodes,
            @ForAll @IntRange(min = 1, max = 2) int images,
            @ForAll @IntRange(min = 1, max = 21) int channels,
            @ForAll @IntRange(min = 1, max = 5) int height,
            @ForAll @IntRange(min = 1, max = 35) int width,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Extents extents = Extents.of(images, channels, height, width);
        DrawnGraph drawn = new DrawnGraph(seed, extents, nodes, false);
        try (Team team = new Team(threads);
                GraphInference inference = new GraphInference(drawn.graph(), team)) {
            // The second call finds in its slab what the first one left.
            for (int call = 0; call < 2; call++) {
                List<float[]> inputs = inputs(extents, seed + call);
                List<float[]> outputs = blank(extents, 2);
                inference.run(segments(inputs), segments(outputs));
                assertEqual(outputs, drawn.evaluate(inputs));
            }
        }
    }

    @Property(tries = 50)
    void imagesOfABatchAreIndependent(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int images,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Extents one = Extents.of(1, 3, 4, 5);
        Extents all = Extents.of(images, 3, 4, 5);
        DrawnGraph drawn = new DrawnGraph(seed, one, 6, true);
        try (Team team = new Team(threads);
                GraphInference inference = new GraphInference(drawn.graph(), team)) {
            assertThat(inference.runsImageByImage()).isTrue();
            List<float[]> inputs = inputs(all, seed);
            List<float[]> outputs = blank(all, 2);
            inference.run(segments(inputs), segments(outputs), images);
            for (int n = 0; n < images; n++) {
                int from = n * one.elements();
                int to = from + one.elements();
                List<float[]> image =
                        inputs.stream().map(x -> Arrays.copyOfRange(x, from, to)).toList();
                List<float[]> result =
                        outputs.stream().map(y -> Arrays.copyOfRange(y, from, to)).toList();
                assertEqual(result, drawn.evaluate(image));
            }
        }
    }

    @Test
    void takesNoMoreMemoryThanItMay() {
        DrawnGraph drawn = new DrawnGraph(11, Extents.of(1, 5, 6, 7), 12, false);
        long before = Workspace.totalLiveBytes();
        try (Team team = new Team(2)) {
            long needed;
            try (GraphInference inference = new GraphInference(drawn.graph(), team)) {
                needed = inference.liveBytes();
            }
            new GraphInference(drawn.graph(), team, needed).close();
            assertThatThrownBy(() -> new GraphInference(drawn.graph(), team, needed - 1))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("(1×5×6×7) is the largest, do not fit");
        }
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    @Test
    void manyCallersGetTheirOwnResults() throws InterruptedException {
        Extents extents = Extents.of(1, 5, 6, 7);
        DrawnGraph drawn = new DrawnGraph(11, extents, 12, false);
        List<Throwable> failures = new ArrayList<>();
        long before = Workspace.totalLiveBytes();
        try (Team team = new Team(2);
                GraphInference inference = new GraphInference(drawn.graph(), team)) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 8; caller++) {
                List<float[]> inputs = inputs(extents, caller);
                List<float[]> expected = drawn.evaluate(inputs);
                callers.add(
                        Thread.ofPlatform()
                                .uncaughtExceptionHandler((thread, thrown) -> add(failures, thrown))
                                .start(() -> {
                                    for (int call = 0; call < 300; call++) {
                                        List<float[]> outputs = blank(extents, 2);
                                        inference.run(segments(inputs), segments(outputs));
                                        assertEqual(outputs, expected);
                                    }
                                }));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(failures).isEmpty();
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
    }

    private static void add(List<Throwable> failures, Throwable thrown) {
        synchronized (failures) {
            failures.add(thrown);
        }
    }

    @Test
    void aChainNeedsTwoBuffersHoweverLongItIs() {
        GraphBuilder builder = new GraphBuilder();
        Value value = builder.input("x", Extents.of(1, 16, 8, 8));
        for (int i = 0; i < 10; i++) {
            value = builder.add("blur" + i, TestOperation.BLUR, value);
        }
        try (Team team = new Team(1);
                GraphInference inference = new GraphInference(builder.build(value), team)) {
            assertThat(inference.slabBytes()).isLessThan(inference.unsharedBytes() / 4);
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        Extents extents = Extents.of(1, 2, 3, 4);
        DrawnGraph drawn = new DrawnGraph(3, extents, 4, false);
        try (Team team = new Team(1);
                GraphInference inference = new GraphInference(drawn.graph(), team)) {
            List<MemorySegment> wrong = segments(List.of(new float[24], new float[23]));
            List<MemorySegment> right = segments(blank(extents, 2));
            assertThatThrownBy(() -> inference.run(wrong, right))
                    .isInstanceOf(ShapeException.class)
                    .hasMessage(
                            "Input second (1×2×3×4) takes 24 floats for 1 image, but got 92 bytes.");
            assertThatThrownBy(() -> inference.run(right, right.subList(0, 1)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("Outputs of this graph");
        }
    }

    @Test
    void aClosedInferenceSaysSo() {
        DrawnGraph drawn = new DrawnGraph(3, Extents.of(1, 2, 3, 4), 4, false);
        try (Team team = new Team(2)) {
            GraphInference inference = new GraphInference(drawn.graph(), team);
            inference.close();
            List<MemorySegment> memory = segments(blank(Extents.of(1, 2, 3, 4), 2));
            assertThatThrownBy(() -> inference.run(memory, memory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This inference is closed; use it before closing it.");
            assertThatThrownBy(inference::close).isInstanceOf(IllegalStateException.class);
        }
    }

    private static List<float[]> inputs(Extents extents, long seed) {
        Random random = new Random(seed);
        float[] first = DrawnGraph.numbers(extents.elements(), random);
        return List.of(first, DrawnGraph.numbers(extents.elements(), random));
    }

    private static List<float[]> blank(Extents extents, int count) {
        List<float[]> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float[] output = new float[extents.elements()];
            Arrays.fill(output, Float.NaN);
            outputs.add(output);
        }
        return outputs;
    }

    private static List<MemorySegment> segments(List<float[]> arrays) {
        return arrays.stream().map(MemorySegment::ofArray).toList();
    }

    private static void assertEqual(List<float[]> actual, List<float[]> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i)).isEqualTo(expected.get(i));
        }
    }
}
