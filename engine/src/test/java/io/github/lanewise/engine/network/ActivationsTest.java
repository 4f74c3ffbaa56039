package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What layers make, against the reference of the network that ends with them. */
final class ActivationsTest {
    private static final Shape INPUT = Shape.of(2, 7, 6);

    @Provide
    Arbitrary<List<Layer>> exact() {
        return DrawnNetworks.exact();
    }

    @Property(tries = 100)
    void eachLayerIsTheEndOfAShorterNetwork(
            @ForAll("exact") List<Layer> layers,
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll @IntRange(max = 1_000_000) long seed) {
        float[] x = Values.integers(seed, images * INPUT.elements(), 1);
        try (Network network = DrawnNetworks.build(INPUT, layers, seed)) {
            DrawnNetworks.setWholeWeights(network, seed);
            try (Workers workers = new Workers(threads);
                    Activations activations = new Activations(network, workers)) {
                activations.visit(
                        Samples.of(x, new int[images], INPUT),
                        (layer, first, count, outputs) ->
                                Closeness.assertExact(
                                        network.layers().get(layer).name(),
                                        outputs,
                                        shorter(network, layer, first, count, x)));
            }
        }
    }

    private static double[] shorter(Network network, int layer, int first, int count, float[] x) {
        int elements = INPUT.elements();
        float[] part = Arrays.copyOfRange(x, first * elements, (first + count) * elements);
        return new ReferenceNetwork(network, layer + 1).logits(Values.widen(part), count);
    }

    @Test
    void aConvolutionIsSeenBeforeItsRelu() {
        try (Network network =
                        Network.of(INPUT)
                                .add(Conv2d.of(5, 3).same())
                                .add(new Relu())
                                .add(MaxPool2d.of(2))
                                .add(new Flatten())
                                .build(1);
                Workers workers = new Workers(1);
                Activations activations = new Activations(network, workers)) {
            List<float[]> outputs = activations.of(Values.uniform(1, INPUT.elements()));
            assertThat(outputs).hasSize(4);
            float[] rectified = outputs.getFirst().clone();
            assertThat(Arrays.stream(Values.widen(rectified)).min().orElseThrow()).isNegative();
            for (int i = 0; i < rectified.length; i++) {
                rectified[i] = Math.max(rectified[i], 0);
            }
            assertThat(outputs.get(1)).containsExactly(rectified);
            assertThat(outputs.get(3)).containsExactly(outputs.get(2));
        }
    }

    @Test
    void batchNormalizationTakesTheRunningStatistics() {
        try (Network network = Network.of(INPUT).add(new BatchNorm2d(0.1, 1e-8)).build(1);
                Workers workers = new Workers(1);
                Activations activations = new Activations(network, workers)) {
            float[] x = Values.uniform(1, INPUT.elements());
            assertThat(activations.of(x).getFirst()).containsExactly(x, within(1e-6f));
        }
    }

    @Test
    void whatDoesNotFitOrIsClosedIsRefused() {
        try (Network network = Network.of(INPUT).add(new Relu()).build(1);
                Workers workers = new Workers(1)) {
            Activations activations = new Activations(network, workers);
            assertThatThrownBy(() -> activations.of(new float[1]))
                    .isInstanceOf(IllegalArgumentException.class);
            activations.close();
            assertThatThrownBy(() -> activations.of(new float[INPUT.elements()]))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(activations::close).isInstanceOf(IllegalStateException.class);
        }
    }
}
