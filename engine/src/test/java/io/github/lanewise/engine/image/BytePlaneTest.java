package io.github.lanewise.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BytePlaneTest {
    private static final float SCALE = 0.125f;
    private static final float SHIFT = -3;

    /** Before and after the samples in their array. */
    private static final int GAP = 5;

    private static byte[] pixels(int count) {
        byte[] pixels = new byte[count];
        new Random(count).nextBytes(pixels);
        return pixels;
    }

    /** Returns the samples, amid NaN. */
    private static float[] sampled(byte[] pixels, int height, int width, SamplePoints points) {
        BytePlane plane = new BytePlane(height, width, SCALE, SHIFT);
        byte[] later = new byte[GAP + pixels.length];
        System.arraycopy(pixels, 0, later, GAP, pixels.length);
        plane.load(later, GAP);
        float[] made = new float[pixels.length + 2 * GAP];
        Arrays.fill(made, Float.NaN);
        plane.sample(points, made, GAP);
        for (int i = 0; i < GAP; i++) {
            assertThat(made[i]).isNaN();
            assertThat(made[GAP + pixels.length + i]).isNaN();
        }
        return Arrays.copyOfRange(made, GAP, GAP + pixels.length);
    }

    /** The formula in double precision. */
    private static double bilinear(byte[] pixels, int height, int width, double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double right = x - column;
        double down = y - row;
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            int r = row + i / 2;
            int c = column + i % 2;
            if (r >= 0 && r < height && c >= 0 && c < width) {
                double weight = (i / 2 == 0 ? 1 - down : down) * (i % 2 == 0 ? 1 - right : right);
                sum += weight * (pixels[r * width + c] & 0xff);
            }
        }
        return sum * SCALE + SHIFT;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 16", "3, 5", "4, 4", "7, 33", "28, 28", "29, 1", "40, 100"})
    void samplesAreBilinear(int height, int width) {
        byte[] pixels = pixels(height * width);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            SamplePoints points = new SamplePoints(height, width);
            points.set(
                    random.nextDouble(-3, width + 3),
                    random.nextDouble(-3, height + 3),
                    random.nextDouble(-2, 2),
                    random.nextDouble(-2, 2),
                    random.nextDouble(-2, 2),
                    random.nextDouble(-2, 2));
            float[] made = sampled(pixels, height, width, points);
            for (int pixel = 0; pixel < made.length; pixel++) {
                double x = points.x(pixel / width, pixel % width);
                double y = points.y(pixel / width, pixel % width);
                assertThat((double) made[pixel])
                        .isCloseTo(bilinear(pixels, height, width, x, y), within(1e-5));
            }
        }
    }

    @Test
    void pointsOnPixelsGiveThemExactly() {
        byte[] pixels = pixels(6 * 9);
        SamplePoints points = new SamplePoints(6, 9);
        points.set(0, 0, 1, 0, 0, 1);
        float[] made = sampled(pixels, 6, 9, points);
        for (int pixel = 0; pixel < made.length; pixel++) {
            assertThat(made[pixel]).isEqualTo(Math.fma(pixels[pixel] & 0xff, SCALE, SHIFT));
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "9, 0", "0, -1", "0, 6", "-32000, 5", "32000, 5", "3, -32000", "3, 32000"})
    void allAroundIsBackground(double x, double y) {
        SamplePoints points = new SamplePoints(6, 9);
        points.set(x, y, 0, 0, 0, 0);
        assertThat(sampled(pixels(6 * 9), 6, 9, points)).containsOnly(SHIFT);
    }

    /** Coordinates that overflow are points anywhere, but neither crash nor throw. */
    @Test
    void pointsBeyondAllBoundsAreSampledToo() {
        SamplePoints points = new SamplePoints(28, 28);
        for (double far : new double[] {1e5, -1e9, 1e300, Double.NaN}) {
            points.set(far, far, far, -far, far, far);
            for (float value : sampled(pixels(28 * 28), 28, 28, points)) {
                assertThat(value).isBetween(SHIFT, 255 * SCALE + SHIFT);
            }
        }
    }

    @Test
    void aNewImageReplacesTheLast() {
        BytePlane plane = new BytePlane(4, 5, 1, 0);
        SamplePoints points = new SamplePoints(4, 5);
        points.set(0, 0, 1, 0, 0, 1);
        byte[] white = new byte[20];
        Arrays.fill(white, (byte) 255);
        float[] made = new float[20];
        plane.load(white, 0);
        plane.sample(points, made, 0);
        assertThat(made).containsOnly(255);
        plane.load(new byte[20], 0);
        plane.sample(points, made, 0);
        assertThat(made).containsOnly(0);
    }

    @Test
    void refusesWhatDoesNotFit() {
        BytePlane plane = new BytePlane(4, 5, 1, 0);
        assertThatThrownBy(() -> plane.load(new byte[20], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> plane.sample(new SamplePoints(4, 5), new float[20], 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> plane.sample(new SamplePoints(5, 4), new float[20], 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Points of 5 × 4 pixels do not fit to 4 × 5.");
        assertThatThrownBy(() -> new BytePlane(0, 5, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An image has pixels, not 0 × 5.");
    }
}
