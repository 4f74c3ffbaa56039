package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.tensor.LaneAxis;
import io.github.lanewise.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

final class LaneChoiceTest {
    private static final int L = Lanes.COUNT;

    @Test
    void fewImagesGoOneByOneUnlessThatWastesLanes() {
        LaneChoice even = new LaneChoice(L, 1);
        assertThat(even.grouped(1)).isZero();
        assertThat(even.grouped(L)).isZero();
        assertThat(even.grouped(3 * L)).isZero();
        LaneChoice wasteful = new LaneChoice(L, 4);
        assertThat(wasteful.grouped(1)).isZero();
        assertThat(wasteful.grouped(L / 4)).isZero();
        assertThat(wasteful.grouped(L)).isEqualTo(L);
        assertThat(wasteful.grouped(2 * L - 1)).isEqualTo(2 * L - 1);
    }

    @Test
    void manyImagesGoInGroupsButForAFew() {
        LaneChoice even = new LaneChoice(L, 1.01);
        assertThat(even.grouped(4 * L)).isEqualTo(4 * L);
        assertThat(even.grouped(6 * L)).isEqualTo(6 * L);
        assertThat(even.grouped(6 * L + 2)).isEqualTo(6 * L);
        LaneChoice wasteful = new LaneChoice(L, L);
        assertThat(wasteful.grouped(6 * L + 2)).isEqualTo(6 * L + 2);
        assertThat(even.grouped(0)).isZero();
    }

    @Test
    void whatIsTooLargeForAGroupGoesOneByOne() {
        try (Network network = Network.of(Shape.of(1, 10, 10)).add(Conv2d.of(3, 3)).build(1)) {
            assertThat(LaneChoice.of(network).group()).isFinite();
        }
        assertThat(new LaneChoice(Double.POSITIVE_INFINITY, 1).grouped(1000)).isZero();
        assertThat(new LaneChoice(0, 0).grouped(3)).as("nothing to compute").isEqualTo(3);
        LaneChoice close = new LaneChoice(L, 1.4);
        assertThat(close.grouped(L)).isZero();
        assertThat(new LaneChoice(L, 1.6).grouped(L)).isEqualTo(L);
    }

    /** A channel of its own fills no lanes; weights beyond the caches are read for each image. */
    @Test
    void costsKnowWhatEachWayIsBadAt() {
        Shape input = Shape.of(16, 30, 30);
        Conv2d narrow = Conv2d.of(1, 5);
        Conv2d wide = Conv2d.of(4 * L, 5);
        assertThat(
                        ratio(
                                narrow.cost(input, LaneAxis.CHANNELS),
                                narrow.cost(input, LaneAxis.IMAGES)))
                .isBetween(0.8, 1.2);
        assertThat(ratio(wide.cost(input, LaneAxis.CHANNELS), wide.cost(input, LaneAxis.IMAGES)))
                .isBetween(0.8 / L, 1.2 / L);
        Shape features = Shape.vector(4096);
        Dense large = Dense.of(4096);
        double single = large.cost(features, LaneAxis.CHANNELS);
        assertThat(ratio(single, large.cost(features, LaneAxis.IMAGES))).isGreaterThan(0.9);
        Dense small = Dense.of(10);
        single = small.cost(features, LaneAxis.CHANNELS);
        assertThat(ratio(single, small.cost(features, LaneAxis.IMAGES))).isEqualTo(1.0 / L);
    }

    private static double ratio(double single, double group) {
        return single / group;
    }
}
