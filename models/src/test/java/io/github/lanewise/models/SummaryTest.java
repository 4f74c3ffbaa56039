package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void countsLeNet5() {
        Summary summary = summary(Models.LENET5);
        assertThat(summary.parameters()).isEqualTo(61_706);
        assertThat(summary.multiplyAdds()).isEqualTo(416_520);
        assertThat(summary.layers())
                .extracting(
                        LayerSummary::name, LayerSummary::parameters, LayerSummary::multiplyAdds)
                .contains(
                        tuple("conv1", 156L, 117_600L),
                        tuple("conv2", 2_416L, 240_000L),
                        tuple("fc1", 48_120L, 48_000L),
                        tuple("fc2", 10_164L, 10_080L),
                        tuple("fc3", 850L, 840L),
                        tuple("pool1", 0L, 0L));
    }

    @Test
    void followsWhatLeNet5Sees() {
        Summary summary = summary(Models.LENET5_1998);
        assertThat(column(summary, layer -> layer.field().height()))
                .containsExactly(5L, 5L, 6L, 14L, 14L, 16L, 16L, 28L, 28L, 28L, 28L, 28L);
        assertThat(column(summary, layer -> layer.field().jumpWidth()))
                .containsExactly(1L, 1L, 2L, 2L, 2L, 4L, 4L, 28L, 28L, 28L, 28L, 28L);
        assertThat(column(summary, LayerSummary::output))
                .startsWith(Shape.of(6, 28, 28), Shape.of(6, 28, 28), Shape.of(6, 14, 14))
                .endsWith(Shape.vector(84), Shape.vector(10));
    }

    @Test
    void comparesConvolutionsWithFullyConnectedLayers() {
        List<LayerSummary> layers = summary(Models.LENET5).layers();
        LayerSummary conv1 = layers.getFirst();
        // (1·28·28 inputs + a bias) × 6·28·28 outputs
        assertThat(conv1.denseParameters()).hasValue((784 + 1) * 4704L);
        assertThat(conv1.denseRatio()).hasValue(23_671);
        assertThat(layers.get(1).denseParameters()).isEmpty();
        assertThat(layers.getLast().denseRatio()).isEmpty();
    }

    @Test
    void leavesTheBiasOutWhereTheConvolutionHasNone() {
        Summary summary = stack(Shape.of(2, 4, 4), List.of(Conv2d.of(3, 3).same().withoutBias()));
        assertThat(summary.parameters()).isEqualTo(2 * 3 * 9);
        assertThat(summary.layers().getFirst().denseParameters()).hasValue(32L * 48);
    }

    @Test
    void aStackOf3x3Sees3And5And7() {
        Layer conv = Conv2d.of(2, 3);
        Summary summary = stack(Shape.of(1, 9, 9), List.of(conv, conv, conv));
        assertThat(column(summary, layer -> layer.field().height())).containsExactly(3L, 5L, 7L);
        assertThat(column(summary, layer -> layer.field().width())).containsExactly(3L, 5L, 7L);
    }

    @Test
    void poolingBy2DoublesTheGrowth() {
        Layer conv = Conv2d.of(1, 3).same();
        Summary summary =
                stack(Shape.of(1, 32, 32), List.of(conv, conv, MaxPool2d.of(2), conv, conv));
        // + 2 per convolution before the pooling, + 1 by it, + 4 per convolution after it
        assertThat(column(summary, layer -> layer.field().height()))
                .containsExactly(3L, 5L, 6L, 10L, 14L);
        assertThat(column(summary, layer -> layer.field().jumpHeight()))
                .containsExactly(1L, 1L, 2L, 2L, 2L);
    }

    @Test
    void keepsTheAxesApart() {
        Layer conv = Conv2d.of(1, 1, 5).stride(1, 3);
        Summary summary = stack(Shape.of(1, 8, 64), List.of(conv, conv));
        assertThat(column(summary, LayerSummary::field))
                .containsExactly(new ReceptiveField(1, 5, 1, 3), new ReceptiveField(1, 17, 1, 9));
    }

    @Test
    void a3x3LayerFrom64To64ChannelsHas36864Weights() {
        Summary summary = stack(Shape.of(64, 8, 8), List.of(Conv2d.of(64, 3).same().withoutBias()));
        assertThat(summary.parameters()).isEqualTo(36_864);
        assertThat(summary.multiplyAdds()).isEqualTo(36_864 * 64);
    }

    private static Summary summary(Model model) {
        try (Network network = model.build(1)) {
            return Summary.of(network);
        }
    }

    private static Summary stack(Shape input, List<Layer> layers) {
        Network.Builder builder = Network.of(input);
        for (int i = 0; i < layers.size(); i++) {
            builder.add("layer" + i, layers.get(i));
        }
        try (Network network = builder.build(1)) {
            return Summary.of(network);
        }
    }

    private static <T> List<T> column(Summary summary, Function<LayerSummary, T> value) {
        return summary.layers().stream().map(value).toList();
    }
}
