package io.github.lanewise.mnist.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.mnist.data.SplitMix64;
import org.junit.jupiter.api.Test;

final class DisplacementFieldTest {
    private static final int HEIGHT = 20;
    private static final int WIDTH = 29;
    private static final Elastic SIMARD = new Elastic(34, 4);

    /** 34 / √3 / (2 · 4 · √π) = 1.384 pixels. */
    @Test
    void isAsStrongAsAGaussianOverNoise() {
        DisplacementField field = new DisplacementField(SIMARD, HEIGHT, WIDTH);
        SplitMix64 random = new SplitMix64(1);
        double squares = 0;
        double steps = 0;
        int fields = 2000;
        for (int i = 0; i < fields; i++) {
            field.draw(random);
            field.row(i % HEIGHT);
            for (int column = 0; column + 1 < WIDTH; column++) {
                squares += field.x(column) * field.x(column) + field.y(column) * field.y(column);
                double step = field.x(column + 1) - field.x(column);
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
            field.draw(random);
            field.row(0);
            float top = field.x(3);
            field.row(HEIGHT - 1);
            assertThat(field.x(3)).isNotEqualTo(top);
            for (int column = 0; column < WIDTH; column++) {
                most = Math.max(most, Math.abs(field.x(column)));
                most = Math.max(most, Math.abs(field.y(column)));
            }
        }
        assertThat(most).isLessThan(DisplacementField.most(SIMARD)).isGreaterThan(3);
    }

    @Test
    void theWeightsOfNodesAddUpToOne() {
        SplineAxis axis = new SplineAxis(WIDTH, 1.9);
        for (int pixel = 0; pixel < WIDTH; pixel++) {
            float sum = 0;
            float place = 0;
            for (int node = 0; node < SplineAxis.SUPPORT; node++) {
                assertThat(axis.weight(pixel, node)).isBetween(0f, 0.67f);
                sum += axis.weight(pixel, node);
                place += axis.weight(pixel, node) * (axis.first(pixel) + node - 1);
            }
            assertThat(sum).isCloseTo(1, within(1e-6f));
            // Splines give back a straight line.
            assertThat(place).isCloseTo((float) (pixel / 1.9), within(1e-5f));
        }
        assertThat(axis.first(WIDTH - 1) + SplineAxis.SUPPORT).isEqualTo(axis.nodes());
    }
}
