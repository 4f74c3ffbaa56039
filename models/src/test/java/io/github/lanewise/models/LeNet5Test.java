package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.NamedLayer;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeNet5Test {
    static List<Model> models() {
        return List.of(Models.LENET5, Models.LENET5_1998);
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasTheParametersOfPyTorchByNameAndShape(Model model) {
        try (Network network = model.build(1)) {
            assertThat(network.parameters().stream().map(p -> p.name() + p.extents()))
                    .containsExactly(
                            "conv1.weight[6, 1, 5, 5]",
                            "conv1.bias[6]",
                            "conv2.weight[16, 6, 5, 5]",
                            "conv2.bias[16]",
                            "fc1.weight[120, 400]",
                            "fc1.bias[120]",
                            "fc2.weight[84, 120]",
                            "fc2.bias[84]",
                            "fc3.weight[10, 84]",
                            "fc3.bias[10]");
            assertThat(network.parameters().stream().mapToInt(Parameter::count).sum())
                    .isEqualTo(61_706);
            assertThat(network.input()).isEqualTo(Shape.of(1, 28, 28));
            assertThat(network.output()).isEqualTo(Shape.vector(10));
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void drawsItsWeightsFromTheSeed(Model model) {
        float[] first = weights(model, 7, "fc1.weight");
        assertThat(weights(model, 7, "fc1.weight")).containsExactly(first);
        assertThat(weights(model, 8, "fc1.weight")).isNotEqualTo(first);
        assertThat(weights(model, 7, "fc1.bias")).containsOnly(0f);
    }

    @Test
    void squashesAndPoolsAsInTheRightCentury() {
        assertThat(kinds(Models.LENET5)).contains("Relu", "MaxPool2d").doesNotContain("Tanh");
        assertThat(kinds(Models.LENET5_1998))
                .contains("Tanh", "AveragePool2d")
                .doesNotContain("Relu", "MaxPool2d");
    }

    @Test
    void classicWeightsStayWithinGlorotsBound() {
        float[] weights = weights(Models.LENET5_1998, 1, "fc1.weight");
        double bound = Math.sqrt(6.0 / (400 + 120));
        double furthest = 0;
        for (float weight : weights) {
            furthest = Math.max(furthest, Math.abs(weight));
        }
        assertThat(furthest).isBetween(0.99 * bound, bound * (1 + 1e-6));
    }

    @Test
    void modelsAreFoundByTheirNamesOnly() {
        assertThat(Models.names())
                .containsExactly(
                        "lenet5",
                        "lenet5-1998",
                        "vgg28",
                        "vgg28-bn",
                        "vgg11",
                        "vgg11-bn",
                        "vgg13",
                        "vgg13-bn",
                        "vgg16",
                        "vgg16-bn",
                        "vgg19",
                        "vgg19-bn");
        assertThat(Models.forDigits().stream().map(Model::name))
                .containsExactly("lenet5", "lenet5-1998", "vgg28", "vgg28-bn");
        assertThat(Models.named("lenet5-1998")).contains(Models.LENET5_1998);
        assertThat(Models.named("LeNet5")).isEmpty();
    }

    private static List<String> kinds(Model model) {
        try (Network network = model.build(1)) {
            return network.layers().stream()
                    .map(NamedLayer::layer)
                    .map(layer -> layer.kind())
                    .toList();
        }
    }

    private static float[] weights(Model model, long seed, String name) {
        try (Network network = model.build(seed)) {
            return network.parameters().stream()
                    .filter(parameter -> parameter.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .toArray();
        }
    }
}
