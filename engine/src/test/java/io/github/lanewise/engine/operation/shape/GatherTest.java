package io.github.lanewise.engine.operation.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.DrawnRun;
import io.github.lanewise.engine.operation.OperationHarness;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Elements;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Places of an axis by their numbers. */
final class GatherTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 200)
    void placesAreThoseOfTheIndices(
            @ForAll("extents") Extents input,
            @ForAll @IntRange(min = 0, max = 5) int drawnAxis,
            @ForAll @Size(max = 2) List<@IntRange(min = 1, max = 4) Integer> indexExtents,
            @ForAll long seed,
            @ForAll boolean inOrder,
            @ForAll("runs") DrawnRun run) {
        int axis = drawnAxis % input.rank();
        int rank = indexExtents.size();
        SplittableRandom random = new SplittableRandom(seed);
        int count = indexExtents.stream().reduce(1, (a, b) -> a * b);
        int extent = input.get(axis);
        List<Integer> indices =
                IntStream.range(0, count)
                        .map(i -> inOrder ? (extent - 1 + i) % extent : random.nextInt(extent))
                        .boxed()
                        .toList();
        Gather operation = new Gather(axis, indices, indexExtents);
        Extents output = operation.outputs(List.of(input)).getFirst();
        assertThat(output.rank()).isEqualTo(input.rank() - 1 + rank);
        float[] x = Values.uniform(1, input.elements());
        float[] expected =
                Elements.of(
                        output,
                        index -> {
                            int number = 0;
                            for (int i = 0; i < rank; i++) {
                                number = number * indexExtents.get(i) + index[axis + i];
                            }
                            int[] from = new int[input.rank()];
                            System.arraycopy(index, 0, from, 0, axis);
                            from[axis] = indices.get(number);
                            int after = input.rank() - axis - 1;
                            System.arraycopy(index, axis + rank, from, axis + 1, after);
                            return x[Elements.place(input, from)];
                        });
        assertExact(
                "y",
                new OperationHarness(operation, MemoryOrder.ROW_MAJOR)
                        .workers(run.workers())
                        .run(Input.computed(input, x))
                        .getFirst(),
                expected);
    }

    @Test
    void indicesHaveToBeInTheAxis() {
        List<Extents> input = List.of(Extents.of(2, 3));
        assertThat(new Gather(1, List.of(2), List.of()).outputs(input))
                .containsExactly(Extents.of(2));
        assertThatThrownBy(() -> new Gather(1, List.of(3), List.of()).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("no place 3");
        assertThatThrownBy(() -> new Gather(1, List.of(-1), List.of()).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Gather(1, List.of(1, 1), List.of(3)).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Gather(2, List.of(1), List.of()).outputs(input))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void imagesAreKeptUnlessTheyAreGathered() {
        List<Value> input = List.of(Value.of("x", Extents.of(2, 3)));
        assertThat(new Gather(1, List.of(0), List.of()).keepsImages(input, input)).isTrue();
        assertThat(new Gather(0, List.of(0), List.of()).keepsImages(input, input)).isFalse();
    }
}
