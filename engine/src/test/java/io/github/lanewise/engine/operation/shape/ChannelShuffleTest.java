package io.github.lanewise.engine.operation.shape;

import static io.github.lanewise.engine.reference.Closeness.assertExact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.graph.Extents;
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
import org.junit.jupiter.api.Test;

/** Groups of channels that are mixed. */
final class ChannelShuffleTest {
    @Provide
    Arbitrary<DrawnRun> runs() {
        return DrawnRun.any();
    }

    @Provide
    Arbitrary<Extents> featureMaps() {
        return DrawnRun.featureMaps();
    }

    @Property(tries = 200)
    void channelsOfAGroupAreGroupsApart(
            @ForAll("featureMaps") Extents extents,
            @ForAll @IntRange(min = 1, max = 8) int groups,
            @ForAll @IntRange(min = 1, max = 30) int each,
            @ForAll("runs") DrawnRun run) {
        Extents input = extents.with(1, groups * each);
        float[] x = Values.uniform(1, input.elements());
        float[] expected =
                Elements.of(
                        input,
                        index -> {
                            int from = index[1] % groups * each + index[1] / groups;
                            return x[Elements.place(input, Elements.with(index, 1, from))];
                        });
        ChannelShuffle operation = new ChannelShuffle(groups);
        assertExact(
                "y",
                run.harness(operation, List.of(input)).run(Input.computed(input, x)).getFirst(),
                expected);
    }

    @Test
    void groupsHaveToBeEqual() {
        ChannelShuffle two = new ChannelShuffle(2);
        assertThat(two.outputs(List.of(Extents.of(1, 6, 3, 3))))
                .containsExactly(Extents.of(1, 6, 3, 3));
        for (Extents wrong : List.of(Extents.of(1, 5), Extents.of(4), Extents.of(1, 4, 1, 1, 1))) {
            assertThatThrownBy(() -> two.outputs(List.of(wrong)))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("2 equal groups");
        }
        assertThatThrownBy(() -> new ChannelShuffle(0).outputs(List.of(Extents.of(1, 4))))
                .isInstanceOf(ShapeException.class);
    }
}
