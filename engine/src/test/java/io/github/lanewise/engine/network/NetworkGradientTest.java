package io.github.lanewise.engine.network;

import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.ReferenceLoss;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Loss and gradients of whole networks against the reference. */
final class NetworkGradientTest {
    private static final int TRIES = 150;

    /** Rounding of up to eight layers behind each other, each with sums of some 1000 products. */
    private static final double RELATIVE_ERROR = 8 * Tolerance.sum(1000);

    @Provide
    Arbitrary<List<Layer>> exact() {
        return DrawnNetworks.exact();
    }

    @Provide
    Arbitrary<List<Layer>> smooth() {
        return DrawnNetworks.smooth();
    }

    /**
     * With whole weights and pixels all values are exact, so that every ReLU and every maximum is
     * decided as in the reference, ties included.
     */
    @Property(tries = TRIES)
    void networksOfExactLayers(
            @ForAll("exact") List<Layer> layers,
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 3) int channels,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        Shape input = Shape.of(channels, size, size + 1);
        try (Network network = DrawnNetworks.build(input, layers, seed)) {
            DrawnNetworks.setWholeWeights(network, seed);
            float[] x = Values.integers(seed, images * input.elements(), 2);
            check(network, x, images, threads);
        }
    }

    @Property(tries = TRIES)
    void networksOfSmoothLayers(
            @ForAll("smooth") List<Layer> layers,
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        Shape input = Shape.of(2, size, size + 1);
        try (Network network = DrawnNetworks.build(input, layers, seed)) {
            check(network, Values.uniform(seed, images * input.elements()), images, threads);
        }
    }

    private static void check(Network network, float[] x, int images, int threads) {
        int[] labels = Values.labels(1, images, network.output().elements());
        Samples samples = Samples.of(x, labels, network.input());
        ReferenceNetwork reference = new ReferenceNetwork(network);
        Map<String, double[]> gradients = Gradients.of(network, samples, threads);
        Gradients.assertClose("network", gradients, reference, x, labels, RELATIVE_ERROR);
        checkInference(network, reference, samples, x);
    }

    private static void checkInference(
            Network network, ReferenceNetwork reference, Samples samples, float[] x) {
        int images = samples.count();
        int[] labels = new int[images];
        Arrays.setAll(labels, samples::label);
        double[] logits = reference.logits(widen(x), images);
        double largest = 1 + Arrays.stream(logits).map(Math::abs).max().orElse(0);
        try (Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers)) {
            double error = RELATIVE_ERROR * largest;
            assertThat(inference.evaluate(samples).loss())
                    .isCloseTo(reference.loss(widen(x), labels), within(error));
            double[] expected =
                    new ReferenceLoss(images, network.output().elements()).probabilities(logits);
            double[] bounds = new double[expected.length];
            Arrays.fill(bounds, error);
            Closeness.assertWithin("probabilities", inference.predict(x), expected, bounds);
        }
    }

    /** Independent of every formula of a gradient: differences of the reference's loss. */
    @Test
    void gradientsAreFiniteDifferences() {
        Shape input = Shape.of(2, 8, 7);
        int images = 5;
        float[] x = Values.uniform(1, images * input.elements());
        int[] labels = Values.labels(2, images, 4);
        try (Network network =
                Network.of(input)
                        .add(Conv2d.of(3, 3).same())
                        .add(new Tanh())
                        .add(AveragePool2d.of(2))
                        .add(Conv2d.of(4, 2, 3))
                        .add(new Tanh())
                        .add(new Flatten())
                        .add(Dense.of(4))
                        .build(3)) {
            Map<String, double[]> gradients =
                    Gradients.of(network, Samples.of(x, labels, input), 1);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            double step = 1e-5;
            reference
                    .parameters()
                    .forEach((name, values) -> {
                        double[] gradient = gradients.getOrDefault(name, new double[0]);
                        for (int i = 0; i < values.length; i++) {
                            double value = values[i];
                            values[i] = value + step;
                            double above = reference.loss(widen(x), labels);
                            values[i] = value - step;
                            double below = reference.loss(widen(x), labels);
                            values[i] = value;
                            assertThat(gradient[i])
                                    .as("%s[%d]", name, i)
                                    .isCloseTo((above - below) / (2 * step), within(1e-6));
                        }
                    });
        }
    }
}
