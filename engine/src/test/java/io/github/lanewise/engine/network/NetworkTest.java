package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class NetworkTest {
    private static Network.Builder builder() {
        return Network.of(Shape.of(3, 8, 8))
                .add("conv1", Conv2d.of(16, 3))
                .add(new Relu())
                .add(new Flatten())
                .add("fc", Dense.of(10));
    }

    @Test
    void namesAndShapesAreThoseOfPyTorch() {
        try (Network network = builder().build(1)) {
            assertThat(network.parameters())
                    .extracting(Parameter::name)
                    .containsExactly("conv1.weight", "conv1.bias", "fc.weight", "fc.bias");
            assertThat(network.parameters().getFirst().extents()).containsExactly(16, 3, 3, 3);
            assertThat(network.parameters().get(2).extents()).containsExactly(10, 576);
            assertThat(network.parameterCount()).isEqualTo(16 * 27 + 16 + 5760 + 10);
            assertThat(network.layers())
                    .extracting(NamedLayer::name)
                    .containsExactly("conv1", "1", "2", "fc");
            assertThat(network.layers())
                    .extracting(NamedLayer::output)
                    .containsExactly(
                            Shape.of(16, 6, 6),
                            Shape.of(16, 6, 6),
                            Shape.vector(576),
                            Shape.vector(10));
            assertThat(network.input()).isEqualTo(Shape.of(3, 8, 8));
            assertThat(network.output()).isEqualTo(Shape.vector(10));
        }
    }

    @Test
    void theSeedDecidesTheParameters() {
        try (Network one = builder().build(1);
                Network same = builder().build(1);
                Network other = builder().build(2)) {
            for (int i = 0; i < one.parameters().size(); i++) {
                float[] values = one.parameters().get(i).toArray();
                assertThat(same.parameters().get(i).toArray()).containsExactly(values);
                boolean bias = one.parameters().get(i).name().endsWith("bias");
                assertThat(Arrays.equals(values, other.parameters().get(i).toArray()))
                        .isEqualTo(bias);
            }
        }
    }

    /** He: variance 2 / fan-in; Glorot: 2 / (fan-in + fan-out), which a uniform ±b has at b²/3. */
    @Test
    void initializersHaveTheirVariance() {
        assertVariance(Initializer.HE_NORMAL, 2.0 / 300);
        assertVariance(Initializer.HE_UNIFORM, 2.0 / 300);
        assertVariance(Initializer.GLOROT_UNIFORM, 2.0 / 500);
    }

    private static void assertVariance(Initializer initializer, double variance) {
        Shape input = Shape.vector(300);
        try (Network network =
                Network.of(input).add(Dense.of(200).initializer(initializer)).build(5)) {
            float[] values = network.parameters().getFirst().toArray();
            double sum = 0;
            double squares = 0;
            for (float value : values) {
                sum += value;
                squares += (double) value * value;
            }
            // Six standard deviations of the mean, and of the mean square of a normal variable.
            double deviation = Math.sqrt(variance / values.length);
            assertThat(sum / values.length).isCloseTo(0, within(6 * deviation));
            double spread = 6 * variance * Math.sqrt(2.0 / values.length);
            assertThat(squares / values.length).isCloseTo(variance, within(spread));
            assertThat(network.parameters().get(1).toArray()).containsOnly(0f);
        }
    }

    @Test
    void parametersAreSetAndReadAsArrays() {
        try (Network network = builder().build(1)) {
            Parameter bias = network.parameters().get(3);
            float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
            bias.set(values);
            assertThat(bias.toArray()).containsExactly(values);
            assertThatThrownBy(() -> bias.set(new float[9]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("fc.bias")
                    .hasMessageContaining("10")
                    .hasMessageContaining("9");
        }
    }

    @Test
    void mistakesInBuildingAreClearErrors() {
        Network.Builder builder = builder();
        assertThatThrownBy(() -> builder.add("fc", Dense.of(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'fc'");
        assertThatThrownBy(() -> Network.of(Shape.of(1, 4, 4)).add(Conv2d.of(1, 5)))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("5×5")
                .hasMessageContaining("1×4×4");
        assertThatThrownBy(() -> Network.of(Shape.of(1, 4, 4)).build(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layer");
    }

    /** A layer that was refused leaves the builder as it was. */
    @Test
    void aRefusedLayerLeavesNoTrace() {
        Network.Builder builder = Network.of(Shape.of(1, 4, 4));
        assertThatThrownBy(() -> builder.add("conv", Conv2d.of(1, 5)))
                .isInstanceOf(ShapeException.class);
        try (Network network = builder.add("conv", Conv2d.of(1, 3)).build(1)) {
            assertThat(network.output()).isEqualTo(Shape.of(1, 2, 2));
        }
    }

    @Test
    void closingFreesTheParameters() {
        long before = Workspace.totalLiveBytes();
        Network network = builder().build(1);
        assertThat(Workspace.totalLiveBytes()).isGreaterThan(before);
        network.close();
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
        assertThatThrownBy(() -> network.parameters().getFirst().toArray())
                .isInstanceOf(IllegalStateException.class);
    }
}
