package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Neighbours whose wishes for shared memory, borders and packing collide, one case each. */
final class LayerNeighboursTest {
    private static final double RELATIVE_ERROR = 8 * Tolerance.sum(1000);
    private static final int IMAGES = 21;

    static Stream<Arguments> stacks() {
        Layer same = Conv2d.of(3, 3).same();
        Layer winograd = Conv2d.of(3, 3).same().algorithm(ConvAlgorithm.WINOGRAD_2X2);
        Layer relu = new Relu();
        Layer drop = Dropout.of(0);
        Layer flat = new Flatten();
        Layer dense = Dense.of(3);
        return Stream.of(
                stack("activations in a row", same, relu, relu, flat, dense),
                stack("activation, dropout", same, relu, drop, flat, dense),
                stack("dropout before padding", same, relu, drop, same, flat, dense),
                stack("dropout before flatten", Conv2d.of(16, 1), relu, drop, flat, dense),
                stack("activation of the input", relu, same, flat, dense),
                stack("activation after pooling", same, MaxPool2d.of(2), relu, same, flat, dense),
                stack("flatten first", flat, dense, new Tanh(), dense),
                stack("flatten before padding", flat, same, dense),
                stack("flatten twice", same, flat, flat, dense),
                stack("activation after flatten", same, flat, relu, dense),
                stack("dropout after flatten", same, relu, flat, drop, dense),
                stack("dense before padding", flat, dense, same, dense),
                stack("convolution before dense", Conv2d.of(6, 4, 5), dense),
                stack("convolution last", same, new Tanh(), Conv2d.of(3, 4, 5)),
                stack("convolution and activation last", Conv2d.of(3, 4, 5), new Tanh()),
                stack("average pooling last", same, AveragePool2d.of(4, 5)),
                stack("max pooling last", same, MaxPool2d.of(4, 5)),
                stack("tiles beyond the output first", winograd, relu, winograd, flat, dense),
                stack("tiles beyond the output in a row", same, winograd, winograd, flat, dense),
                stack("tiles before pooling", winograd, MaxPool2d.of(2), winograd, flat),
                stack("tiles last", same, relu, winograd),
                stack("tiles after dense", flat, dense, winograd, dense),
                stack("nothing learned first", drop, MaxPool2d.of(2), Conv2d.of(3, 1), flat),
                stack("nothing learned at all", MaxPool2d.of(2), flat));
    }

    private static Arguments stack(String name, Layer... layers) {
        return Arguments.of(name, List.of(layers));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void lossAndGradientsAreTheReferences(String name, List<Layer> layers) {
        Shape input = Shape.of(2, 4, 5);
        float[] x = Values.uniform(1, IMAGES * input.elements());
        Network.Builder builder = Network.of(input);
        layers.forEach(builder::add);
        try (Network network = builder.build(1)) {
            int[] labels = Values.labels(2, IMAGES, network.output().elements());
            Samples samples = Samples.of(x, labels, input);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            Map<String, double[]> gradients = Gradients.of(network, samples, 1);
            Gradients.assertClose(name, gradients, reference, x, labels, RELATIVE_ERROR);
        }
    }
}
