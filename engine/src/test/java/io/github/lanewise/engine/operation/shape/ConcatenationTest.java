package io.github.lanewise.engine.operation.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.graph.MemoryOrder;
import io.github.lanewise.engine.graph.Value;
import io.github.lanewise.engine.operation.DrawnRun;
import io.github.lanewise.engine.operation.OperationHarness.Input;
import io.github.lanewise.engine.reference.Elements;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Values put together along an axis. */
final class ConcatenationTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Provide
    Arbitrary<Extents> featureMaps() {
        return DrawnRun.featureMaps();
    }

    @Property(tries = 200)
    void partsStandOneBehindTheOther(
            @ForAll("extents") Extents extents,
            @ForAll @IntRange(min = 0, max = 5) int drawnAxis,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 7) Integer> parts,
            @ForAll @IntRange(min = -1, max = 4) int constant,
            @ForAll("runs") DrawnRun run) {
        check(extents, drawnAxis % extents.rank(), parts, constant, run);
    }

    /** Parts that begin in the middle of a vector, as in networks with 12, 24 or 58 channels. */
    @Property(tries = 200)
    void channelsStandOneBehindTheOther(
            @ForAll("featureMaps") Extents extents,
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 40) Integer> parts,
            @ForAll @IntRange(min = -1, max = 4) int constant,
            @ForAll("runs") DrawnRun run) {
        check(extents, 1, parts, constant, run);
    }

    private static void check(
            Extents extents, int axis, List<Integer> parts, int constant, DrawnRun run) {
        List<Extents> values = new ArrayList<>();
        List<float[]> data = new ArrayList<>();
        Input[] inputs = new Input[parts.size()];
        for (int i = 0; i < inputs.length; i++) {
            Extents part = extents.with(axis, parts.get(i));
            values.add(part);
            data.add(Values.uniform(i, part.elements()));
            inputs[i] =
                    i == constant
                            ? Input.constant(part, data.get(i))
                            : Input.computed(part, data.get(i));
        }
        Concatenation operation = new Concatenation(axis);
        Extents output = operation.outputs(values).getFirst();
        float[] expected =
                Elements.of(
                        output,
                        index -> {
                            int part = 0;
                            int place = index[axis];
                            while (place >= values.get(part).get(axis)) {
                                place -= values.get(part).get(axis);
                                part++;
                            }
                            int[] from = Elements.with(index, axis, place);
                            return data.get(part)[Elements.place(values.get(part), from)];
                        });
        assertExact("y", run.harness(operation, values).run(inputs).getFirst(), expected);
    }

    @Test
    void othersExtentsHaveToBeEqual() {
        List<Extents> inputs = List.of(Extents.of(1, 2, 3), Extents.of(1, 2, 4));
        assertThat(new Concatenation(2).outputs(inputs)).containsExactly(Extents.of(1, 2, 7));
        assertThatThrownBy(() -> new Concatenation(1).outputs(inputs))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("along axis 1");
        assertThatThrownBy(() -> new Concatenation(3).outputs(inputs))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("no axis 3");
        assertThatThrownBy(() -> new Concatenation(-1).outputs(inputs))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Concatenation(0).outputs(List.of()))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() ->
                        new Concatenation(0).outputs(List.of(Extents.of(1, 2), Extents.of(2))))
                .isInstanceOf(ShapeException.class);
    }

    @Test
    void constantsAreTheSameForAllImagesIfTheyHaveOne() {
        Concatenation channels = new Concatenation(1);
        Value one = Value.of("x", Extents.of(1, 4));
        Value two = Value.of("x", Extents.of(2, 4));
        try (Workspace workspace = new Workspace()) {
            Value oneKnown = Value.constant("c", one.extents(), workspace.floats(4));
            Value twoKnown = Value.constant("c", two.extents(), workspace.floats(8));
            assertThat(channels.keepsImages(List.of(one, oneKnown), List.of())).isTrue();
            assertThat(channels.keepsImages(List.of(two, two), List.of())).isTrue();
            assertThat(channels.keepsImages(List.of(two, twoKnown), List.of())).isFalse();
            assertThat(new Concatenation(0).keepsImages(List.of(one, one), List.of())).isFalse();
        }
    }

    @Test
    void ordersDependOnTheRank() {
        Value map = Value.of("x", Extents.of(1, 4, 5));
        Value vector = Value.of("x", Extents.of(4));
        assertThat(new Concatenation(0).orders(List.of(map, map), List.of(map)))
                .containsExactly(MemoryOrder.LANES, MemoryOrder.ROW_MAJOR);
        assertThat(new Concatenation(0).orders(List.of(vector, vector), List.of(vector)))
                .containsExactly(MemoryOrder.ROW_MAJOR);
    }
}
