package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class AugmentedSamplesTest {
    private static final Augmentation ALL = new Augmentation(2, 15, 0.1, 0.2, new Elastic(34, 4));
    private static final LabelledImages IMAGES = Planes.images(50, 2, 9, 11);
    private static final int ELEMENTS = 2 * 9 * 11;
    private static final int[] ORDER = IntStream.range(0, 50).toArray();

    private static AugmentedSamples samples(Augmentation augmentation, long seed) {
        return new AugmentedSamples(IMAGES, 0.01f, -0.3f, augmentation, seed);
    }

    @Test
    void noAugmentationGivesTheVeryBits() {
        ByteSamples plain =
                new ByteSamples(IMAGES.pixels(), IMAGES.labels(), Shape.of(2, 9, 11), 0.01f, -0.3f);
        AugmentedSamples same = samples(Augmentation.NONE, 1);
        assertThat(Planes.read(same, ORDER)).isEqualTo(Planes.read(plain, ORDER));
        assertThat(same.count()).isEqualTo(50);
        assertThat(same.shape()).isEqualTo(plain.shape());
        assertThat(same.label(13)).isEqualTo(3);
        // So small that all coordinates round to whole pixels: the way of changed images.
        AugmentedSamples hardly = samples(new Augmentation(1e-9, 0, 0, 0, Elastic.NONE), 1);
        assertThat(Planes.read(hardly, ORDER)).isEqualTo(Planes.read(plain, ORDER));
    }

    @Test
    void seedAndEpochAndImageDecide() {
        AugmentedSamples samples = samples(ALL, 5);
        float[] first = Planes.read(samples, ORDER);
        assertThat(Planes.read(samples, ORDER)).isEqualTo(first);
        samples.epoch(2);
        assertThat(Planes.read(samples, ORDER)).isNotEqualTo(first);
        samples.epoch(1);
        assertThat(Planes.read(samples, ORDER)).isEqualTo(first);
        assertThat(Planes.read(samples(ALL, 6), ORDER)).isNotEqualTo(first);
    }

    @Test
    void equalImagesChangeInWaysOfTheirOwn() {
        byte[] twice = Arrays.copyOf(Planes.pixels(99, 1), 198);
        System.arraycopy(twice, 0, twice, 99, 99);
        LabelledImages images = new LabelledImages("two", 1, 9, 11, twice, new byte[2]);
        AugmentedSamples samples = new AugmentedSamples(images, 1, 0, ALL, 1);
        assertThat(Planes.read(samples, 0)).isNotEqualTo(Planes.read(samples, 1));
    }

    @Test
    void orderAndThreadsDoNotMatter() {
        AugmentedSamples samples = samples(ALL, 5);
        float[] expected = Planes.read(samples, ORDER);
        Integer[] numbers = IntStream.of(ORDER).boxed().toArray(Integer[]::new);
        Collections.reverse(Arrays.asList(numbers));
        int[] reversed = Arrays.stream(numbers).mapToInt(Integer::intValue).toArray();
        float[] backwards = Planes.read(samples, reversed);
        for (int image = 0; image < 50; image++) {
            int at = (49 - image) * ELEMENTS;
            assertThat(Arrays.copyOfRange(backwards, at, at + ELEMENTS))
                    .isEqualTo(image(expected, image));
        }
        IntStream.range(0, 400)
                .parallel()
                .forEach(task ->
                        assertThat(Planes.read(samples, task % 50))
                                .isEqualTo(image(expected, task % 50)));
    }

    /** With any lane count, compiled or not: a run can be repeated on another machine. */
    @Test
    void bitsAreTheSameOnEveryMachine() {
        float[] made = Planes.read(samples(ALL, 5), ORDER);
        assertThat(Arrays.hashCode(made)).isEqualTo(-1272393577);
    }

    private static float[] image(float[] all, int image) {
        return Arrays.copyOfRange(all, image * ELEMENTS, (image + 1) * ELEMENTS);
    }

    @Test
    void channelsMoveTogether() {
        byte[] plane = Planes.pixels(99, 1);
        byte[] both = Arrays.copyOf(plane, 198);
        System.arraycopy(plane, 0, both, 99, 99);
        LabelledImages images = new LabelledImages("grey", 2, 9, 11, both, new byte[1]);
        float[] made = Planes.read(new AugmentedSamples(images, 1, 0, ALL, 1), 0);
        assertThat(Arrays.copyOf(made, 99)).isEqualTo(Arrays.copyOfRange(made, 99, 198));
    }

    @Test
    void eachRangeChangesImages() {
        float[] plain = Planes.read(samples(Augmentation.NONE, 1), ORDER);
        Elastic none = Elastic.NONE;
        for (Augmentation one :
                new Augmentation[] {
                    new Augmentation(1, 0, 0, 0, none),
                    new Augmentation(0, 10, 0, 0, none),
                    new Augmentation(0, 0, 0.1, 0, none),
                    new Augmentation(0, 0, 0, 0.1, none),
                    new Augmentation(0, 0, 0, 0, new Elastic(20, 3)),
                }) {
            assertThat(Planes.read(samples(one, 1), ORDER)).isNotEqualTo(plain);
        }
    }

    @Test
    void refusesImagesThatCoordinatesDoNotReach() {
        LabelledImages wide =
                new LabelledImages("wide", 1, 3, 32_000, new byte[96_000], new byte[1]);
        Augmentation turned = new Augmentation(0, 90, 0.5, 0, Elastic.NONE);
        assertThatThrownBy(() -> new AugmentedSamples(wide, 1, 0, turned, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Images of 3 × 32000 pixels are too large for such an augmentation.");
    }

    /** No sample is beyond the pixels and the background. */
    @Property(tries = 300)
    void valuesStayWithinThoseOfTheImage(
            @ForAll @DoubleRange(max = 40) double shift,
            @ForAll @DoubleRange(max = 180) double rotation,
            @ForAll @DoubleRange(max = 0.5) double scale,
            @ForAll @DoubleRange(max = 1) double shear,
            @ForAll @DoubleRange(max = 24) double alpha,
            @ForAll @IntRange(min = 1, max = 17) int height,
            @ForAll @IntRange(min = 1, max = 17) int width,
            @ForAll long seed) {
        byte[] pixels = Planes.pixels(8 * height * width, seed);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (50 + (pixels[i] & 0x7f));
        }
        LabelledImages images = new LabelledImages("grey", 1, height, width, pixels, new byte[8]);
        Augmentation augmentation =
                new Augmentation(shift, rotation, scale, shear, new Elastic(alpha, 2));
        AugmentedSamples samples = new AugmentedSamples(images, 1, -60, augmentation, seed);
        for (float value : Planes.read(samples, 0, 1, 2, 3, 4, 5, 6, 7)) {
            // A byte of 0 is background, −60; pixels are −10 to 117.
            assertThat(value).isBetween(-60f, 117f);
        }
    }
}
