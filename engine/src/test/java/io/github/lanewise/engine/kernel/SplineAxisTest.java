package io.github.lanewise.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class SplineAxisTest {
    private static final int WIDTH = 29;

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
