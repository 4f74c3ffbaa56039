package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageOrderTest {
    @Property(tries = 100)
    void everyEpochSeesEachImageOnce(
            @ForAll @IntRange(min = 1, max = 300) int images, @ForAll long seed) {
        ImageOrder order = new ImageOrder(images, seed);
        for (int epoch = 0; epoch < 3; epoch++) {
            assertThat(IntStream.of(order.next()).sorted())
                    .containsExactly(IntStream.range(0, images).boxed().toArray(Integer[]::new));
        }
    }

    /** The numbers follow from the specification of java.util.Random. */
    @Test
    void isTheSameOnEveryMachine() {
        ImageOrder order = new ImageOrder(10, 1);
        assertThat(order.next()).containsExactly(6, 9, 7, 8, 4, 2, 0, 3, 1, 5);
        assertThat(order.next()).containsExactly(6, 5, 0, 4, 7, 8, 2, 9, 3, 1);
    }

    @Test
    void dependsOnTheSeedAndTheEpoch() {
        ImageOrder one = new ImageOrder(100, 1);
        int[] first = one.next().clone();
        assertThat(one.next()).isNotEqualTo(first);
        assertThat(new ImageOrder(100, 2).next()).isNotEqualTo(first);
        assertThat(new ImageOrder(100, 1).next()).isEqualTo(first);
    }
}
