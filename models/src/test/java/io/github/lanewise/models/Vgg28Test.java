package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

final class Vgg28Test {
    @Test
    void hasPairsOfConvolutionsAndTheParametersThatItSays() {
        try (Network network = Vgg28.of(1)) {
            assertThat(network.parameters().stream().map(p -> p.name() + p.extents()))
                    .containsExactly(
                            "conv1.weight[32, 1, 3, 3]",
                            "conv1.bias[32]",
                            "conv2.weight[32, 32, 3, 3]",
                            "conv2.bias[32]",
                            "conv3.weight[64, 32, 3, 3]",
                            "conv3.bias[64]",
                            "conv4.weight[64, 64, 3, 3]",
                            "conv4.bias[64]",
                            "fc1.weight[128, 3136]",
                            "fc1.bias[128]",
                            "fc2.weight[10, 128]",
                            "fc2.bias[10]");
            assertThat(network.parameters().stream().mapToInt(Parameter::count).sum())
                    .isEqualTo(467_818);
            assertThat(network.input()).isEqualTo(Shape.of(1, 28, 28));
            assertThat(network.output()).isEqualTo(Shape.vector(Vgg28.CLASSES));
        }
    }

    @Test
    void drawsItsWeightsFromTheSeed() {
        assertThat(firstWeights(7)).containsExactly(firstWeights(7)).isNotEqualTo(firstWeights(8));
    }

    private static float[] firstWeights(long seed) {
        try (Network network = Vgg28.of(seed)) {
            return network.parameters().getFirst().toArray();
        }
    }
}
