package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static byte[] labels(int images, long seed) {
        byte[] labels = new byte[images];
        Random random = new Random(seed);
        for (int i = 0; i < images; i++) {
            // Label 200 is one that a byte has as a negative number; label 3 is rare.
            labels[i] = (byte) (random.nextInt(20) == 0 ? 3 : random.nextBoolean() ? 200 : 1);
        }
        return labels;
    }

    private static long count(byte[] labels, int label, IntStream images) {
        return images.filter(image -> (labels[image] & 0xff) == label).count();
    }

    @Property(tries = 200)
    void eachImageIsOnOneSideAndEachClassInProportion(
            @ForAll @IntRange(min = 2, max = 300) int images, @ForAll int draw, @ForAll long seed) {
        byte[] labels = labels(images, seed);
        int count = 1 + Math.floorMod(draw, images - 1);
        Split split = Split.of(labels, count, seed);
        assertThat(split.training()).hasSize(images - count).isSorted();
        assertThat(split.validation()).hasSize(count).isSorted();
        assertThat(
                        IntStream.concat(
                                        IntStream.of(split.training()),
                                        IntStream.of(split.validation()))
                                .distinct()
                                .count())
                .isEqualTo(images);
        for (int label : new int[] {1, 3, 200}) {
            double share = (double) count / images;
            assertThat((double) count(labels, label, IntStream.of(split.validation())))
                    .isCloseTo(
                            share * count(labels, label, IntStream.range(0, images)), within(1.0));
        }
    }

    @Test
    void theSeedDrawsTheImages() {
        byte[] labels = labels(100, 1);
        int[] first = Split.of(labels, 20, 1).validation();
        assertThat(Split.of(labels, 20, 1).validation()).isEqualTo(first);
        assertThat(Split.of(labels, 20, 2).validation()).isNotEqualTo(first);
        assertThat(Split.of(labels, 0, 1).training()).hasSize(100);
    }

    @Test
    void aShareIsOfTheImagesThatThereAre() {
        assertThat(new HeldOut(0.1).of(60_000)).isEqualTo(6000);
        assertThat(new HeldOut(0.001).of(30)).isEqualTo(1);
        assertThat(new HeldOut(5000).of(60_000)).isEqualTo(5000);
        assertThat(HeldOut.NONE.of(60_000)).isZero();
    }
}
