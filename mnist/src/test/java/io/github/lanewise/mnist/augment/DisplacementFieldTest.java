package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.image.SamplePoints;
import io.github.lanewise.mnist.data.SplitMix64;
import org.junit.jupiter.api.Test;

final class DisplacementFieldTest {
    private static final int HEIGHT = 20;
    private static final int WIDTH = 29;
    private static final Elastic SIMARD = new Elastic(34, 4);

    private static SamplePoints displaced(DisplacementField field, SplitMix64 random) {
        SamplePoints points = new SamplePoints(HEIGHT, WIDTH, field.field());
        field.draw(random);
        points.set(0, 0, 0, 0, 0, 0);
        return points;
    }

    /** 34 / √3 / (2 · 4 · √π) = 1.384 pixels. */
    @Test
    void isAsStrongAsAGaussianOverNoise() {
        DisplacementField field = new DisplacementField(SIMARD, HEIGHT, WIDTH);
        SplitMix64 random = new SplitMix64(1);
        double squares = 0;
        double steps = 0;
        int fields = 2000;
        for (int i = 0; i < fields; i++) {
            SamplePoints points = displaced(field, random);
            int row = i % HEIGHT;
            for (int column = 0; column + 1 < WIDTH; column++) {
                double x = points.x(row, column);
                double y = points.y(row, column);
                squares += x * x + y * y;
                double step = points.x(row, column + 1) - x;
                steps += step * step;
            }
        }
        double count = fields * (WIDTH - 1.0);
        assertThat(Math.sqrt(squares / (2 * count))).isCloseTo(1.384, within(0.05));
        // The slope of noise that a Gaussian smooths has 1 / (σ √2) of the deviation.
        assertThat(Math.sqrt(steps / count)).isCloseTo(1.384 / (4 * Math.sqrt(2)), within(0.04));
    }

    @Test
    void staysWithinItsBoundAndVariesDownTheImage() {
        DisplacementField field = new DisplacementField(SIMARD, HEIGHT, WIDTH);
        SplitMix64 random = new SplitMix64(2);
        double most = 0;
        for (int i = 0; i < 500; i++) {
            SamplePoints points = displaced(field, random);
            assertThat(points.x(HEIGHT - 1, 3)).isNotEqualTo(points.x(0, 3));
            for (int column = 0; column < WIDTH; column++) {
                most = Math.max(most, Math.abs(points.x(HEIGHT - 1, column)));
                most = Math.max(most, Math.abs(points.y(HEIGHT - 1, column)));
            }
        }
        assertThat(most).isLessThan(DisplacementField.most(SIMARD)).isGreaterThan(3);
    }
}
