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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** The axes in another order. */
final class TransposeTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 250)
    void axesAreExchanged(
            @ForAll("extents") Extents input, @ForAll long seed, @ForAll("runs") DrawnRun run) {
        List<Integer> permutation =
                new ArrayList<>(IntStream.range(0, input.rank()).boxed().toList());
        Collections.shuffle(permutation, new Random(seed));
        check(input, permutation, run.workers());
    }

    /** Longer than a block and than an item of a copy. */
    @Test
    void largeMatrices() {
        check(Extents.of(2, 37, 4500), List.of(0, 2, 1), 3);
        check(Extents.of(2, 4500, 37), List.of(0, 2, 1), 3);
        check(Extents.of(3, 5, 2, 4500), List.of(2, 1, 0, 3), 3);
    }

    private static void check(Extents input, List<Integer> permutation, int workers) {
        Transpose operation = new Transpose(permutation);
        Extents output = operation.outputs(List.of(input)).getFirst();
        float[] x = Values.uniform(1, input.elements());
        float[] expected =
                Elements.of(
                        output,
                        index -> {
                            int[] from = new int[index.length];
                            for (int axis = 0; axis < from.length; axis++) {
                                from[permutation.get(axis)] = index[axis];
                            }
                            return x[Elements.place(input, from)];
                        });
        assertExact(
                "y",
                new OperationHarness(operation, MemoryOrder.ROW_MAJOR)
                        .workers(workers)
                        .run(Input.computed(input, x))
                        .getFirst(),
                expected);
    }

    @Test
    void allAxesHaveToBeThereOnce() {
        List<Extents> input = List.of(Extents.of(2, 3));
        for (List<Integer> wrong : List.of(List.of(0), List.of(0, 0), List.of(1, 2))) {
            assertThatThrownBy(() -> new Transpose(wrong).outputs(input))
                    .isInstanceOf(ShapeException.class);
        }
        assertThat(new Transpose(List.of()).outputs(List.of(Extents.of())))
                .containsExactly(Extents.of());
    }

    @Test
    void imagesAreKeptIfTheyStayFirst() {
        List<Value> input = List.of(Value.of("x", Extents.of(2, 3)));
        assertThat(new Transpose(List.of(0, 1)).keepsImages(input, input)).isTrue();
        assertThat(new Transpose(List.of(1, 0)).keepsImages(input, input)).isFalse();
    }
}
