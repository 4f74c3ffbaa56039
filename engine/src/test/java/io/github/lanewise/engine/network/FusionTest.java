package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A ReLU that a convolution does itself gives the bits of one that comes after it. */
final class FusionTest {
    private static final int CLASSES = 3;

    /** A layer that keeps the convolution and the ReLU apart. */
    private static final Layer NOTHING = Dropout.of(0);

    @Property(tries = 120)
    void outputsAndGradientsAreThoseOfTwoLayers(
            @ForAll ConvAlgorithm algorithm,
            @ForAll @IntRange(min = 1, max = 40) int filters,
            @ForAll @IntRange(min = 1, max = 5) int channels,
            @ForAll @IntRange(min = 3, max = 14) int height,
            @ForAll @IntRange(min = 3, max = 14) int width,
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        Shape input = Shape.of(channels, height, width);
        Conv2d conv = Conv2d.of(filters, 3).padding(1).algorithm(algorithm);
        float[] x = Values.uniform(seed, images * input.elements());
        float[] first = new float[input.elements()];
        System.arraycopy(x, 0, first, 0, first.length);
        Samples samples = Samples.of(x, Values.labels(seed, images, CLASSES), input);
        try (Network fused = network(input, conv, List.of(), seed);
                Network apart = network(input, conv, List.of(NOTHING), seed);
                Workers workers = new Workers(threads);
                Inference ofFused = new Inference(fused, workers);
                Inference ofApart = new Inference(apart, workers)) {
            assertThat(ofFused.predict(x)).containsExactly(ofApart.predict(x));
            assertThat(ofFused.predict(first)).containsExactly(ofApart.predict(first));
            Map<String, double[]> expected = Gradients.of(apart, samples, threads);
            Gradients.of(fused, samples, threads)
                    .forEach((name, gradient) ->
                            assertThat(gradient).as(name).containsExactly(expected.get(name)));
        }
    }

    private static Network network(Shape input, Conv2d conv, List<Layer> between, long seed) {
        Network.Builder builder = Network.of(input).add("first", conv);
        between.forEach(layer -> builder.add("between", layer));
        Network network =
                builder.add("relu", new Relu())
                        .add("second", conv)
                        .add("relu2", new Relu())
                        .add("flatten", new Flatten())
                        .add("dense", Dense.of(CLASSES))
                        .build(1);
        for (Parameter parameter : network.parameters()) {
            float[] values = Values.uniform(seed + parameter.name().hashCode(), parameter.count());
            for (int i = 0; i < values.length; i++) {
                values[i] *= 0.1f;
            }
            parameter.set(values);
        }
        return network;
    }
}
