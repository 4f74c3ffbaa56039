package io.github.lanewise.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SamplePointsTest {
    private static final double UNIT = Math.scalb(1.0, -16);

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 5", "28, 28", "5, 40", "2000, 3"})
    void evenPointsAreRoundedOnceForRows(int height, int width) {
        SamplePoints points = new SamplePoints(height, width);
        double right = 0.7123456789;
        double down = 1.1234567891;
        points.set(-3.3, 2.7, right, -0.2, 0.1, down);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double most = (0.55 + 0.5 * column) * UNIT;
                assertThat(points.x(row, column))
                        .isCloseTo(-3.3 + column * right + row * 0.1, within(most));
                assertThat(points.y(row, column))
                        .isCloseTo(2.7 - column * 0.2 + row * down, within(most));
            }
        }
    }

    /** The cubic B-spline around 0. */
    private static double spline(double t) {
        double s = Math.abs(t);
        if (s < 1) {
            return 2 / 3.0 - s * s + s * s * s / 2;
        }
        return s < 2 ? Math.pow(2 - s, 3) / 6 : 0;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 7, 3.3", "28, 28, 6.9", "17, 50, 1", "60, 60, 110"})
    void nodesAreBlendedBySplines(int height, int width, double step) {
        SplineField field = new SplineField(height, width, step);
        int columns = (int) ((width - 1) / step) + 4;
        int rows = (int) ((height - 1) / step) + 4;
        assertThat(field.nodes()).isEqualTo(rows * columns);
        SplittableRandom random = new SplittableRandom(2);
        float[] nodes = new float[field.nodes()];
        for (int node = 0; node < nodes.length; node++) {
            nodes[node] = (float) random.nextDouble(-5, 5);
            field.set(node, nodes[node], -nodes[node]);
        }
        SamplePoints points = new SamplePoints(height, width, field);
        points.set(0, 1, 1, 0, 0, 1);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                double sum = 0;
                for (int node = 0; node < nodes.length; node++) {
                    int above = node / columns;
                    double down = row / step + 1 - above;
                    double right = column / step + 1 - node % columns;
                    sum += nodes[node] * spline(down) * spline(right);
                }
                assertThat(points.x(row, column)).isCloseTo(column + sum, within(5e-5));
                assertThat(points.y(row, column)).isCloseTo(1 + row - sum, within(5e-5));
            }
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        SplineField field = new SplineField(3, 4, 2);
        assertThatThrownBy(() -> new SamplePoints(4, 3, field))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A field of 3 × 4 pixels does not fit to 4 × 3.");
        assertThatThrownBy(() -> new SplineField(3, 4, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A field needs pixels and a step of at least 1, not 3 × 4 and 0.5.");
        assertThatThrownBy(() -> new SamplePoints(3, 4).x(0, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new SamplePoints(100_000, 100_000))
                .isInstanceOf(ArithmeticException.class);
    }
}
