package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.augment.AffineMap.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AffineMapTest {
    private static final int HEIGHT = 9;
    private static final int WIDTH = 12;
    private static final byte[] PIXELS = Planes.pixels(HEIGHT * WIDTH, 3);

    private static float pixel(int row, int column) {
        boolean inside = row >= 0 && row < HEIGHT && column >= 0 && column < WIDTH;
        return inside ? PIXELS[row * WIDTH + column] & 0xff : 0;
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "0, 1", "-3, 2", "5, -8", "40, 0", "0, -40"})
    void wholePixelsMoveExactly(int right, int down) {
        float[] made = Planes.changed(PIXELS, HEIGHT, WIDTH, new Change(right, down, 0, 1, 1, 0));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                assertThat(made[row * WIDTH + column]).isEqualTo(pixel(row - down, column - right));
            }
        }
    }

    @Test
    void halfAPixelIsTheMeanOfTwo() {
        float[] made = Planes.changed(PIXELS, HEIGHT, WIDTH, new Change(0.5, 0, 0, 1, 1, 0));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                float mean = (pixel(row, column - 1) + pixel(row, column)) / 2;
                assertThat(made[row * WIDTH + column]).isEqualTo(mean);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"8", "9"})
    void aQuarterTurnIsClockwise(int side) {
        byte[] square = Planes.pixels(side * side, 4);
        Change quarter = new Change(0, 0, Math.PI / 2, 1, 1, 0);
        float[] made = Planes.changed(square, side, side, quarter);
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                // What was below left of the centre is now above left of it.
                int from = (side - 1 - column) * side + row;
                assertThat(made[row * side + column]).isCloseTo(square[from] & 0xff, within(1e-4f));
            }
        }
    }

    @Test
    void twiceTheSizeShowsTheMiddle() {
        float[] made = Planes.changed(PIXELS, HEIGHT, WIDTH, new Change(0, 0, 0, 1, 2, 0));
        int middle = HEIGHT / 2;
        for (int row = 0; row < HEIGHT; row++) {
            int above = Math.floorDiv(row - middle, 2) + middle;
            int below = Math.ceilDiv(row - middle, 2) + middle;
            for (int column = 0; column < WIDTH; column++) {
                assertThat(made[row * WIDTH + column])
                        .isEqualTo((pixel(above, column) + pixel(below, column)) / 2);
            }
        }
    }

    @Test
    void shearMovesRowsSideways() {
        float[] made = Planes.changed(PIXELS, HEIGHT, WIDTH, new Change(0, 0, 0, 1, 1, 1));
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                assertThat(made[row * WIDTH + column])
                        .isEqualTo(pixel(row, column - (row - HEIGHT / 2)));
            }
        }
    }

    /** R·H·S·p + t, by hand, then back. */
    @Test
    void theMapIsTheInverseOfTheChange() {
        Change change = new Change(1.5, -0.7, 0.3, 1.2, 0.8, 0.4);
        AffineMap map = new AffineMap();
        map.set(change);
        double x = 3;
        double y = -2;
        double slanted = 1.2 * x + 0.4 * (0.8 * y);
        double low = 0.8 * y;
        double newX = Math.cos(0.3) * slanted - Math.sin(0.3) * low + 1.5;
        double newY = Math.sin(0.3) * slanted + Math.cos(0.3) * low - 0.7;
        assertThat(map.x(newX, newY)).isCloseTo(x, within(1e-12));
        assertThat(map.y(newX, newY)).isCloseTo(y, within(1e-12));
    }
}
