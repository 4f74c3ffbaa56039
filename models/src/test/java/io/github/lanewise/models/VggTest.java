package io.github.lanewise.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VggTest {
    private static final Shape SMALL = Shape.of(3, 32, 32);

    /** Parameters as torchvision documents them, without and with batch normalization. */
    static Stream<Arguments> counts() {
        return Stream.of(
                Arguments.of(Vgg.VGG11, 132_863_336L, 132_868_840L),
                Arguments.of(Vgg.VGG13, 133_047_848L, 133_053_736L),
                Arguments.of(Vgg.VGG16, 138_357_544L, 138_365_992L),
                Arguments.of(Vgg.VGG19, 143_667_240L, 143_678_248L));
    }

    @ParameterizedTest
    @MethodSource("counts")
    void parametersAreThoseOfThePaper(Vgg vgg, long plain, long normalized) {
        assertThat(vgg.layers(Vgg.INPUT, Vgg.CLASSES).parameterCount()).isEqualTo(plain);
        assertThat(vgg.withBatchNorm().layers(Vgg.INPUT, Vgg.CLASSES).parameterCount())
                .isEqualTo(normalized);
    }

    @Test
    void namesAreTorchvisions() {
        try (Network network = Vgg.VGG11.withBatchNorm().layers(SMALL, 10).build(1)) {
            assertThat(network.parameters().stream().map(Parameter::name))
                    .contains(
                            "features.0.weight",
                            "features.0.bias",
                            "features.1.weight",
                            "features.1.running_mean",
                            "features.1.running_var",
                            "features.4.weight",
                            "features.25.weight",
                            "classifier.0.weight",
                            "classifier.3.bias",
                            "classifier.6.weight")
                    .hasSize(8 * 6 + 3 * 2);
            assertThat(network.output()).isEqualTo(Shape.vector(10));
        }
    }

    /** Small images go through it in training, one by one, and many at a time. */
    @Test
    void learnsAndAnswers() {
        int images = 20;
        float[] x = new float[images * SMALL.elements()];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        int[] labels = new int[images];
        int[] order = new int[images];
        for (int i = 0; i < images; i++) {
            labels[i] = i % 2;
            order[i] = i;
        }
        Samples samples = Samples.of(x, labels, SMALL);
        try (Network network = Vgg.VGG11.withBatchNorm().layers(SMALL, 2).build(1);
                Workers workers = new Workers(2);
                Training training = Training.of(network).batch(images).workers(workers).build();
                Inference inference = new Inference(network, workers)) {
            float[] before = network.parameters().getFirst().toArray();
            for (int step = 0; step < 3; step++) {
                assertThat(training.step(samples, order, 0, images, 0.01)).isFinite();
            }
            assertThat(network.parameters().getFirst().toArray()).isNotEqualTo(before);
            assertThat(inference.evaluate(samples).loss()).isFinite();
            float[] probabilities = inference.predict(x);
            assertThat(probabilities).hasSize(2 * images).doesNotContain(Float.NaN);
        }
    }

    @Test
    void whatIsNoVggIsRefused() {
        assertThatThrownBy(() -> new Vgg(List.of(1, 2, 3), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("five stages")
                .hasMessageContaining("[1, 2, 3]");
        assertThatThrownBy(() -> Vgg.VGG11.layers(Shape.of(3, 31, 40), 10))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("1×2");
    }
}
