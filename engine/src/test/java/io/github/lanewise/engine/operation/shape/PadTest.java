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
import org.junit.jupiter.api.Test;

/** Values inside a border. */
final class PadTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> extents() {
        return DrawnRun.extents();
    }

    @Property(tries = 300)
    void bordersAreMadeOfTheValue(
            @ForAll("extents") Extents input,
            @ForAll PadMode mode,
            @ForAll long seed,
            @ForAll boolean spatial,
            @ForAll("runs") DrawnRun run) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        int[] extents = new int[input.rank()];
        for (int axis = 0; axis < extents.length; axis++) {
            int extent = input.get(axis);
            boolean still = random.nextInt(3) == 0 || (spatial && axis < 2);
            int front = still ? 0 : random.nextInt(-((extent - 1) / 2), 4);
            int behind = still ? 0 : random.nextInt(-((extent - 1) / 2), 4);
            int left = extent + Math.min(0, front) + Math.min(0, behind);
            int most = mode == PadMode.REFLECT ? left - 1 : 4;
            before.add(Math.min(front, most));
            after.add(Math.min(behind, most));
            extents[axis] = extent + before.get(axis) + after.get(axis);
        }
        float[] x = Values.uniform(1, input.elements());
        Pad operation = new Pad(before, after, mode, 7.5f);
        Extents output = Extents.of(extents);
        assertThat(operation.outputs(List.of(input))).containsExactly(output);
        float[] expected = Elements.of(output, index -> padded(x, input, index, operation));
        assertExact(
                "y",
                run.harness(operation, List.of(input)).run(Input.computed(input, x)).getFirst(),
                expected);
    }

    private static float padded(float[] x, Extents input, int[] index, Pad pad) {
        int[] from = index.clone();
        for (int axis = 0; axis < from.length; axis++) {
            int first = Math.max(0, -pad.before().get(axis));
            int last = input.get(axis) - 1 + Math.min(0, pad.after().get(axis));
            int place = index[axis] - pad.before().get(axis);
            if (place < first || place > last) {
                if (pad.mode() == PadMode.CONSTANT) {
                    return pad.value();
                }
                int nearest = Math.clamp(place, first, last);
                place = pad.mode() == PadMode.EDGE ? nearest : 2 * nearest - place;
            }
            from[axis] = place;
        }
        return x[Elements.place(input, from)];
    }

    @Test
    void aMirrorNeedsEnoughPlaces() {
        List<Extents> input = List.of(Extents.of(3));
        assertThat(pad(2, 2, PadMode.REFLECT).outputs(input)).containsExactly(Extents.of(7));
        assertThatThrownBy(() -> pad(3, 0, PadMode.REFLECT).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at most 2");
        assertThatThrownBy(() -> pad(-1, 2, PadMode.REFLECT).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThat(pad(-1, 9, PadMode.EDGE).outputs(input)).containsExactly(Extents.of(11));
    }

    @Test
    void somethingHasToBeLeft() {
        List<Extents> input = List.of(Extents.of(3));
        assertThatThrownBy(() -> pad(-2, -1, PadMode.CONSTANT).outputs(input))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("nothing left");
        assertThatThrownBy(() -> pad(Integer.MIN_VALUE, 4, PadMode.CONSTANT).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() ->
                        pad(Integer.MAX_VALUE, Integer.MAX_VALUE, PadMode.EDGE).outputs(input))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> pad(1, 1, PadMode.EDGE).outputs(List.of(Extents.of())))
                .isInstanceOf(ShapeException.class);
    }

    private static Pad pad(int before, int after, PadMode mode) {
        return new Pad(List.of(before), List.of(after), mode, 0);
    }

    @Test
    void imagesAreKeptIfNoneIsAdded() {
        List<Value> input = List.of(Value.of("x", Extents.of(2, 3)));
        Pad columns = new Pad(List.of(0, 1), List.of(0, 0), PadMode.EDGE, 0);
        Pad images = new Pad(List.of(0, 1), List.of(1, 0), PadMode.EDGE, 0);
        assertThat(columns.keepsImages(input, List.of())).isTrue();
        assertThat(images.keepsImages(input, List.of())).isFalse();
    }
}
