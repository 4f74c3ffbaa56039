package io.github.lanewise.mnist.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnDigitsTest {
    private static final int SIDE = 28;
    private static final int PIXELS = SIDE * SIDE;

    /** Content of seed 1 with 1,000 and 300 images: changes when and only when the drawing does. */
    private static final String DIGEST_OF_SEED_1 =
            "689dc5629cc0b3e7882a07a84fe204027ec41deee0f920a7e8680ede5044684e";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void seedOneIsPinnedForAnyNumberOfThreads(int threads) {
        assertThat(DrawnDigits.generate(1, 1000, 300, threads).digest())
                .isEqualTo(DIGEST_OF_SEED_1);
    }

    @Test
    void seedsAndPartsDiffer() {
        DataSet one = DrawnDigits.generate(1, 300, 300, 1);
        DataSet two = DrawnDigits.generate(2, 300, 300, 1);
        assertThat(one.digest()).isNotEqualTo(two.digest());
        assertThat(one.training().digest()).isNotEqualTo(two.training().digest());
        assertThat(one.training().digest()).isNotEqualTo(one.test().digest());
    }

    @Test
    void imagesDoNotDependOnTheirNumber() {
        LabelledImages few = DrawnDigits.generate(3, 123, 1, 1).training();
        LabelledImages many = DrawnDigits.generate(3, 777, 1, 2).training();
        assertThat(few.labels()).isEqualTo(Arrays.copyOf(many.labels(), 123));
        assertThat(few.pixels()).isEqualTo(Arrays.copyOf(many.pixels(), 123 * PIXELS));
    }

    @Test
    void noImageAppearsTwice() {
        LabelledImages images = DrawnDigits.generate(4, 1000, 1, 1).training();
        assertThat(
                        IntStream.range(0, 1000)
                                .map(i -> Arrays.hashCode(image(images, i)))
                                .distinct()
                                .count())
                .isEqualTo(1000);
    }

    @Test
    void everyTenImagesHoldEveryDigit() {
        byte[] labels = DrawnDigits.generate(5, 1005, 10, 1).training().labels();
        for (int start = 0; start + 10 <= labels.length; start += 10) {
            assertThat(Arrays.copyOfRange(labels, start, start + 10))
                    .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        assertThat(Arrays.copyOfRange(labels, 1000, 1005)).doesNotHaveDuplicates();
        assertThat(Arrays.copyOf(labels, 10)).isNotEqualTo(Arrays.copyOfRange(labels, 10, 20));
    }

    @Test
    void looksLikeMnist() {
        LabelledImages images = DrawnDigits.generate(6, 2000, 1, 1).training();
        double grey = 0;
        double border = 0;
        for (int i = 0; i < images.count(); i++) {
            byte[] image = image(images, i);
            double mass = 0;
            double massX = 0;
            double massY = 0;
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                int x = pixel % SIDE;
                int y = pixel / SIDE;
                int value = image[pixel] & 0xff;
                grey += value;
                border += x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1 ? value : 0;
                int ink = value > 64 ? value : 0;
                mass += ink;
                massX += ink * x;
                massY += ink * y;
            }
            // Centred by mass up to a shift of 2 pixels, a varying pen and noise.
            assertThat(massX / mass).as("x of image %d", i).isCloseTo(13.5, within(4.0));
            assertThat(massY / mass).as("y of image %d", i).isCloseTo(13.5, within(4.0));
        }
        // MNIST has a mean of 33 and an almost black border.
        assertThat(grey / images.count() / PIXELS).isBetween(20.0, 45.0);
        assertThat(border / images.count() / (4 * SIDE - 4)).isLessThan(4);
    }

    @Test
    void aLinearClassifierStaysBelowNinetyFivePercent() {
        DataSet data =
                DrawnDigits.generate(
                        DrawnDigits.DEFAULT_SEED,
                        DrawnDigits.DEFAULT_TRAINING_COUNT,
                        DrawnDigits.DEFAULT_TEST_COUNT,
                        2);
        double accuracy = SoftmaxRegression.bestAccuracy(data, 12);
        // 87 % after 12 epochs, 89 % after 60. The lower bound shows that the classifier learns.
        assertThat(accuracy).isBetween(0.80, 0.93);
    }

    @Test
    void refusesCountsBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawnDigits.generate(1, 0, 10, 1))
                .withMessageContaining("0 training images");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DrawnDigits.generate(1, 10, 10, 0))
                .withMessageContaining("0 threads");
    }

    private static byte[] image(LabelledImages images, int index) {
        return Arrays.copyOfRange(images.pixels(), index * PIXELS, (index + 1) * PIXELS);
    }
}
