package io.github.lanewise.engine.network;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Drawn stacks of layers. */
final class DrawnNetworks {
    private static final int MAX_LAYERS = 7;

    private DrawnNetworks() {}

    /** Layers whose values are whole numbers, or quarters of them, for such weights and images. */
    static Arbitrary<List<Layer>> exact() {
        List<Layer> choices = new ArrayList<>(linear());
        choices.add(new Relu());
        choices.add(Conv2d.of(4, 3).same().algorithm(ConvAlgorithm.WINOGRAD_2X2));
        choices.add(MaxPool2d.of(2));
        choices.add(MaxPool2d.of(3).stride(2).padding(1));
        choices.add(MaxPool2d.of(2, 1).stride(1));
        return stacks(choices);
    }

    /** Layers without kinks, so that the smallest error in a value stays small in the gradient. */
    static Arbitrary<List<Layer>> smooth() {
        List<Layer> choices = new ArrayList<>(linear());
        choices.add(new Tanh());
        choices.add(AveragePool2d.of(3).stride(1).padding(1).excludePadding());
        choices.add(AveragePool2d.of(1, 3));
        // A variance may be near 0, where the slope is 1 / √epsilon.
        choices.add(new BatchNorm2d(0.1, 0.1));
        choices.add(Conv2d.of(4, 3).same().algorithm(ConvAlgorithm.WINOGRAD_2X2));
        return stacks(choices);
    }

    private static List<Layer> linear() {
        return List.of(
                Conv2d.of(3, 3).same(),
                Conv2d.of(5, 3),
                Conv2d.of(4, 2, 3).stride(2, 1).padding(1, 2),
                Conv2d.of(2, 1).withoutBias(),
                Conv2d.of(3, 5).stride(1, 2).padding(3).trueConvolution(),
                AveragePool2d.of(2),
                Dropout.of(0),
                new Flatten(),
                Dense.of(7),
                Dense.of(20).withoutBias());
    }

    private static Arbitrary<List<Layer>> stacks(List<Layer> choices) {
        return Arbitraries.of(choices).list().ofMinSize(1).ofMaxSize(MAX_LAYERS);
    }

    /** The network of those layers that fit, one after the other. */
    static Network build(Shape input, List<Layer> layers, long seed) {
        Network.Builder builder = Network.of(input);
        Shape shape = input;
        for (Layer layer : layers) {
            if (fits(layer, shape)) {
                shape = layer.outputShape(shape);
                builder.add(layer);
            }
        }
        if (shape.pixels() > 1) {
            builder.add(new Flatten());
        }
        return builder.build(seed);
    }

    private static boolean fits(Layer layer, Shape shape) {
        try {
            layer.outputShape(shape);
            return true;
        } catch (ShapeException _) {
            return false;
        }
    }

    /** Sets all weights to −1, 0 or 1, and those of the last learning layer to so many 1/256. */
    static void setWholeWeights(Network network, long seed) {
        List<Parameter> parameters = network.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            float[] values = Values.integers(seed + i, parameters.get(i).count(), 1);
            parameters.get(i).set(values);
        }
        for (NamedLayer layer : network.layers().reversed()) {
            if (!layer.parameters().isEmpty()) {
                layer.parameters().forEach(DrawnNetworks::scaleDown);
                return;
            }
        }
    }

    private static void scaleDown(Parameter parameter) {
        float[] values = parameter.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] *= 0x1p-8f;
        }
        parameter.set(values);
    }
}
