package io.github.lanewise.mnist.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
        int most = HeldOut.most(labels);
        Assume.that(most > 0);
        int count = 1 + Math.floorMod(draw, most);
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
        double share = (double) count / images;
        // One image more where one of the others cannot give its share, rounded up.
        double tolerance =
                IntStream.of(1, 3, 200)
                                .mapToLong(
                                        label -> count(labels, label, IntStream.range(0, images)))
                                .allMatch(all -> all == 0 || share * all + 1 <= all)
                        ? 1.0
                        : 2.0;
        for (int label : new int[] {1, 3, 200}) {
            long all = count(labels, label, IntStream.range(0, images));
            assertThat((double) count(labels, label, IntStream.of(split.validation())))
                    .isCloseTo(share * all, within(tolerance));
        }
    }

    @Property(tries = 300)
    void eachClassKeepsAnImageToLearnFrom(
            @ForAll @Size(min = 1, max = 60) byte[] labels, @ForAll int draw, @ForAll long seed) {
        for (int i = 0; i < labels.length; i++) {
            // The lower classes are the larger ones.
            labels[i] = (byte) Integer.numberOfTrailingZeros(labels[i] | 0x80);
        }
        int count = Math.floorMod(draw, HeldOut.most(labels) + 1);
        Split split = Split.of(labels, count, seed);
        assertThat(split.validation()).hasSize(count);
        assertThat(classes(labels, IntStream.of(split.training())))
                .isEqualTo(classes(labels, IntStream.range(0, labels.length)));
        assertThatThrownBy(() -> Split.of(labels, HeldOut.most(labels) + 1, seed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Set<Byte> classes(byte[] labels, IntStream images) {
        return images.mapToObj(image -> labels[image]).collect(Collectors.toSet());
    }

    @Test
    void theOnlyImageOfAClassIsNotHeldOut() {
        byte[] labels = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0};
        assertThat(Split.of(labels, 6, 1).training()).contains(5);
        // Where many classes are that small, more than one image of another stands in for them.
        byte[] rare = {0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
        assertThat(Split.of(rare, 5, 1).training()).hasSize(5).contains(6, 7, 8, 9);
    }

    /** From the split as it was before classes of one image were kept. */
    @Test
    void theSplitOfMnistStaysAsItWas() {
        int[] images = {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949};
        ByteBuffer labels = ByteBuffer.allocate(60_000);
        for (int label = 0; label < images.length; label++) {
            for (int i = 0; i < images[label]; i++) {
                labels.put((byte) label);
            }
        }
        int[] tenth = Split.of(labels.array(), 6000, 1).validation();
        assertThat(Arrays.hashCode(tenth)).isEqualTo(326_964_380);
        int[] more = Split.of(labels.array(), 12_345, 1).validation();
        assertThat(Arrays.hashCode(more)).isEqualTo(1_960_183_370);
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
