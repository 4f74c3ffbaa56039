package io.github.lanewise.engine.operation.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.DrawnRun;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Elements;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Every some place of each axis. */
final class SliceTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 250)
    void placesAreThoseOfTheInput(
            @ForAll("extents") Extents input,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 4) int most,
            @ForAll("runs") DrawnRun run) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> starts = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        int[] counts = new int[input.rank()];
        for (int axis = 0; axis < counts.length; axis++) {
            int step = random.nextInt(1, most + 1);
            boolean back = most > 1 && random.nextBoolean();
            int start = random.nextInt(input.get(axis));
            int left = back ? start : input.get(axis) - 1 - start;
            counts[axis] = 1 + random.nextInt(left / step + 1);
            starts.add(start);
            steps.add(back ? -step : step);
        }
        Extents output = Extents.of(counts);
        float[] x = Values.uniform(1, input.elements());
        float[] expected =
                Elements.of(
                        output,
                        index -> {
                            int[] from = index.clone();
                            for (int axis = 0; axis < from.length; axis++) {
                                from[axis] = starts.get(axis) + index[axis] * steps.get(axis);
                            }
                            return x[Elements.place(input, from)];
                        });
        Slice operation = new Slice(starts, steps, output);
        assertExact(
                "y",
                run.harness(operation, List.of(input)).run(Input.computed(input, x)).getFirst(),
                expected);
    }

    @Test
    void placesHaveToBeInTheAxis() {
        List<Extents> input = List.of(Extents.of(5));
        assertThat(slice(4, -2, 3).outputs(input)).containsExactly(Extents.of(3));
        for (Slice wrong :
                List.of(slice(4, -2, 4), slice(5, 1, 1), slice(-1, 1, 1), slice(0, 2, 4))) {
            assertThatThrownBy(() -> wrong.outputs(input))
                    .as("%s", wrong)
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("A slice of axis 0");
        }
        assertThatThrownBy(() -> slice(0, 0, 1).outputs(input)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> slice(0, 1, 1).outputs(List.of(Extents.of(5, 1))))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("one per axis");
    }

    private static Slice slice(int start, int step, int count) {
        return new Slice(List.of(start), List.of(step), Extents.of(count));
    }

    @Test
    void imagesAreKeptIfAllAreTaken() {
        List<Value> input = List.of(Value.of("x", Extents.of(5)));
        assertThat(slice(0, 1, 5).keepsImages(input, List.of())).isTrue();
        assertThat(slice(0, 1, 4).keepsImages(input, List.of())).isFalse();
        assertThat(slice(4, -1, 5).keepsImages(input, List.of())).isFalse();
    }
}
