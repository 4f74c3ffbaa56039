package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.ImagePlan;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerPlan;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.ParameterSpec;
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
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient by the input against differences of the reference's scores. */
final class InputGradientTest {
    private static final Shape INPUT = Shape.of(2, 7, 6);
    private static final double STEP = 1e-6;

    static Stream<List<Layer>> stacks() {
        return Stream.of(
                List.of(new Flatten(), Dense.of(4)),
                List.of(new Tanh(), Conv2d.of(3, 3).same(), new Tanh(), new Flatten(), Dense.of(3)),
                List.of(
                        Conv2d.of(5, 3).same().algorithm(ConvAlgorithm.WINOGRAD_2X2),
                        new Relu(),
                        MaxPool2d.of(2),
                        new Flatten(),
                        Dropout.of(0.5),
                        Dense.of(4)),
                List.of(new Relu(), Conv2d.of(3, 3, 2).stride(2).padding(1), new Flatten()),
                List.of(AveragePool2d.of(3), Conv2d.of(2, 1), new Flatten(), Dense.of(2)),
                List.of(Dropout.of(0.5), MaxPool2d.of(2), new Flatten()),
                List.of(new BatchNorm2d(0.1, 0.1), new Flatten()),
                List.of(
                        Conv2d.of(5, 3).same(),
                        new BatchNorm2d(0.1, 0.1),
                        new Relu(),
                        MaxPool2d.of(2),
                        new BatchNorm2d(0.1, 0.2),
                        new Tanh(),
                        new BatchNorm2d(0.1, 0.1),
                        new Flatten(),
                        Dense.of(4)));
    }

    @ParameterizedTest
    @MethodSource("stacks")
    void isTheSlopeOfTheScore(List<Layer> layers) {
        int images = 19;
        float[] x = Values.uniform(5, images * INPUT.elements());
        try (Network network = drawn(layers);
                Workers one = new Workers(1);
                Workers two = new Workers(2);
                InputGradient gradient = new InputGradient(network, one);
                InputGradient shared = new InputGradient(network, two)) {
            int scores = network.output().elements();
            int[] chosen = IntStream.range(0, images).map(image -> image % scores).toArray();
            float[] slopes = gradient.of(x, chosen);
            assertThat(shared.of(x, chosen)).containsExactly(slopes);
            assertThat(gradient.of(x, chosen)).containsExactly(slopes);
            double[] wide = Values.widen(x);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            for (int element = 0; element < INPUT.elements(); element += 5) {
                double[] above = moved(reference, wide, element, images, STEP);
                double[] below = moved(reference, wide, element, images, -STEP);
                for (int image = 0; image < images; image++) {
                    int score = image * scores + chosen[image];
                    assertThat((double) slopes[image * INPUT.elements() + element])
                            .isCloseTo((above[score] - below[score]) / (2 * STEP), within(1e-4));
                }
            }
        }
    }

    /** Returns the network, with statistics and factors as training would leave them. */
    private static Network drawn(List<Layer> layers) {
        Network network = DrawnNetworks.build(INPUT, layers, 3);
        for (NamedLayer layer : network.layers()) {
            if (layer.layer() instanceof BatchNorm2d) {
                for (Parameter parameter : layer.parameters()) {
                    float[] values = Values.uniform(7, parameter.count());
                    for (int i = 0; i < values.length; i++) {
                        values[i] = 0.75f + values[i] / 2;
                    }
                    parameter.set(values);
                }
            }
        }
        return network;
    }

    /** Returns the scores where one element of each image is a little different. */
    private static double[] moved(
            ReferenceNetwork network, double[] x, int element, int images, double step) {
        double[] other = x.clone();
        for (int image = 0; image < images; image++) {
            other[image * INPUT.elements() + element] += step;
        }
        return network.logits(other, images);
    }

    @Test
    void whatHasNoSuchGradientIsRefused() {
        try (Workers workers = new Workers(1);
                Network network = Network.of(INPUT).add(new WholeBatch()).build(1);
                Network plain = Network.of(INPUT).add(new Flatten()).build(1);
                InputGradient gradient = new InputGradient(plain, workers)) {
            assertThatThrownBy(() -> new InputGradient(network, workers))
                    .isInstanceOf(IllegalArgumentException.class);
            float[] image = new float[INPUT.elements()];
            assertThatThrownBy(() -> gradient.of(image, INPUT.elements()))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> gradient.of(image, 0, 0))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** A layer that is the same outside of training. */
    private record WholeBatch() implements Layer {
        private static final BatchNorm2d NORM = BatchNorm2d.standard();

        @Override
        public String kind() {
            return "WholeBatch";
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public List<ParameterSpec> parameters(Shape input) {
            return NORM.parameters(input);
        }

        @Override
        public LayerPlan plan(Shape input, List<Parameter> parameters, boolean training) {
            return NORM.plan(input, parameters, training);
        }

        @Override
        public ImagePlan imagePlan(
                Shape input, List<Parameter> parameters, int workers, Workspace workspace) {
            return NORM.imagePlan(input, parameters, workers, workspace);
        }
    }
}
