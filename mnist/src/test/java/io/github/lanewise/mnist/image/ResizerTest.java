package io.github.lanewise.mnist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ResizerTest {
    private static BufferedImage grey(int width, int height, int... values) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, width, height, values);
        return image;
    }

    private static float[] resized(BufferedImage image, Resizer resizer) {
        return resizer.apply(new Picture(image));
    }

    @Test
    void theRightSizeIsLeftAlone() {
        for (Framing framing : Framing.values()) {
            assertThat(
                            resized(
                                    grey(3, 2, 0, 50, 100, 150, 200, 255),
                                    new Resizer(1, 2, 3, framing, false)))
                    .containsExactly(0, 50, 100, 150, 200, 255);
        }
    }

    @Test
    void fitKeepsAllBetweenBars() {
        BufferedImage wide = grey(4, 2, 80, 80, 80, 80, 80, 80, 80, 80);
        assertThat(resized(wide, new Resizer(1, 4, 4, Framing.FIT, false)))
                .containsExactly(0, 0, 0, 0, 80, 80, 80, 80, 80, 80, 80, 80, 0, 0, 0, 0);
    }

    /** What is outside the image is background: black after the inversion as before. */
    @Test
    void barsAreNotInverted() {
        BufferedImage high = grey(1, 3, 255, 0, 55);
        assertThat(resized(high, new Resizer(1, 3, 3, Framing.FIT, true)))
                .containsExactly(0, 0, 0, 0, 255, 0, 0, 200, 0);
    }

    @Test
    void cropKeepsTheMiddle() {
        BufferedImage wide = grey(4, 1, 10, 20, 30, 40);
        assertThat(resized(wide, new Resizer(1, 1, 2, Framing.CROP, false)))
                .containsExactly(20, 30);
        BufferedImage high = grey(2, 4, 1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(resized(high, new Resizer(1, 2, 2, Framing.CROP, false)))
                .containsExactly(3, 4, 5, 6);
    }

    @Test
    void aLongThinImageLeavesAtLeastALine() {
        assertThat(
                        resized(
                                grey(9, 1, 9, 9, 9, 9, 9, 9, 9, 9, 9),
                                new Resizer(1, 3, 3, Framing.FIT, false)))
                .containsExactly(new float[] {0, 0, 0, 9, 9, 9, 0, 0, 0}, within(1e-5f));
    }

    /** Half the size: a triangle of four pixels, 1 3 3 1, cut and scaled up at the border. */
    @Test
    void shrinkingReadsAllPixels() {
        assertThat(
                        resized(
                                grey(6, 1, 0, 0, 0, 80, 0, 0),
                                new Resizer(1, 1, 3, Framing.STRETCH, false)))
                .containsExactly(new float[] {0, 30, 80 / 7f}, within(1e-4f));
    }

    @Test
    void coloursStayApart() {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0a141e);
        image.setRGB(1, 0, 0x28323c);
        assertThat(resized(image, new Resizer(3, 1, 2, Framing.STRETCH, false)))
                .containsExactly(10, 40, 20, 50, 30, 60);
    }

    @Test
    void otherNumbersOfChannelsAreRefused() {
        assertThatThrownBy(() -> new Resizer(2, 1, 1, Framing.FIT, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Against the formula in two dimensions at once, Σ w(x) w(y) pixel / Σ w(x) w(y). */
    @Property(tries = 200)
    void agreesWithTheFormula(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 23) int width,
            @ForAll @IntRange(min = 1, max = 23) int height,
            @ForAll @IntRange(min = 1, max = 9) int targetWidth,
            @ForAll @IntRange(min = 1, max = 9) int targetHeight,
            @ForAll boolean crop) {
        int[] values = new SplittableRandom(seed).ints((long) width * height, 0, 256).toArray();
        Framing framing = crop ? Framing.CROP : Framing.STRETCH;
        float[] actual =
                resized(
                        grey(width, height, values),
                        new Resizer(1, targetHeight, targetWidth, framing, false));
        double zoomX = (double) width / targetWidth;
        double zoomY = (double) height / targetHeight;
        if (crop) {
            zoomX = Math.min(zoomX, zoomY);
            zoomY = zoomX;
        }
        for (int q = 0; q < targetWidth; q++) {
            for (int p = 0; p < targetHeight; p++) {
                double x = width / 2.0 + (q + 0.5 - targetWidth / 2.0) * zoomX;
                double y = height / 2.0 + (p + 0.5 - targetHeight / 2.0) * zoomY;
                double sum = 0;
                double all = 0;
                for (int i = 0; i < width * height; i++) {
                    int row = i / width;
                    double weight =
                            triangle((i % width + 0.5 - x) / Math.max(1, zoomX))
                                    * triangle((row + 0.5 - y) / Math.max(1, zoomY));
                    sum += weight * values[i];
                    all += weight;
                }
                assertThat((double) actual[p * targetWidth + q]).isCloseTo(sum / all, within(1e-3));
            }
        }
    }

    private static double triangle(double distance) {
        return Math.max(0, 1 - Math.abs(distance));
    }
}
