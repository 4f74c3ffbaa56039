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
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Parts of a value, one output each. */
final class SplitTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 200)
    void partsAreThoseOfTheAxis(
            @ForAll("extents") Extents extents,
            @ForAll @IntRange(min = 0, max = 5) int drawnAxis,
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 20) Integer> sizes,
            @ForAll("runs") DrawnRun run) {
        int axis = drawnAxis % extents.rank();
        int sum = sizes.stream().mapToInt(Integer::intValue).sum();
        Extents input = extents.with(axis, sum);
        float[] x = Values.uniform(1, input.elements());
        Split operation = new Split(axis, sizes);
        List<float[]> parts = run.harness(operation, List.of(input)).run(Input.computed(input, x));
        assertThat(parts).hasSize(sizes.size());
        int first = 0;
        for (int i = 0; i < sizes.size(); i++) {
            int from = first;
            float[] expected =
                    Elements.of(
                            input.with(axis, sizes.get(i)),
                            index -> {
                                int[] there = Elements.with(index, axis, from + index[axis]);
                                return x[Elements.place(input, there)];
                            });
            assertExact("part " + i, parts.get(i), expected);
            first += sizes.get(i);
        }
    }

    @Test
    void sizesHaveToAddUp() {
        List<Extents> input = List.of(Extents.of(2, 5));
        assertThat(new Split(1, List.of(2, 3)).outputs(input))
                .containsExactly(Extents.of(2, 2), Extents.of(2, 3));
        assertThatThrownBy(() -> new Split(1, List.of(2, 2)).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("4 together");
        assertThatThrownBy(() -> new Split(1, List.of(5, 0)).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Split(2, List.of(5)).outputs(input))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void imagesAreKeptUnlessTheyAreSplit() {
        List<Value> input = List.of(Value.of("x", Extents.of(2, 5)));
        assertThat(new Split(1, List.of(5)).keepsImages(input, input)).isTrue();
        assertThat(new Split(0, List.of(2)).keepsImages(input, input)).isFalse();
    }
}
