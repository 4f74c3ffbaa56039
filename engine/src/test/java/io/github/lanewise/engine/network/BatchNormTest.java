package io.github.lanewise.engine.network;

import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.ImageHarness;
import io.github.lanewise.engine.layer.Layer;
import io.github.lanewise.engine.layer.LayerHarness;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Closeness;
import io.github.lanewise.engine.reference.ReferenceNorm;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Batch normalization, in training and outside of it. */
final class BatchNormTest {
    static final Shape INPUT = Shape.of(3, 7, 6);
    static final int CLASSES = 4;
    static final int IMAGES = 45;

    static Network network(long seed) {
        return Network.of(INPUT)
                .add(Conv2d.of(5, 3).same().withoutBias())
                .add(BatchNorm2d.standard())
                .add(new Relu())
                .add(Conv2d.of(6, 3).padding(1))
                .add(BatchNorm2d.standard())
                .add(new Tanh())
                .add(MaxPool2d.of(2))
                .add(new Flatten())
                .add(Dense.of(9))
                .add(BatchNorm2d.standard())
                .add(Dense.of(CLASSES))
                .build(seed);
    }

    /** Images far from a mean of 0. */
    static float[] images() {
        float[] x = Values.uniform(1, IMAGES * INPUT.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] += 5;
        }
        return x;
    }

    static Samples samples() {
        return Samples.of(images(), Values.labels(2, IMAGES, CLASSES), INPUT);
    }

    /** Independent of every formula of a gradient: differences of the reference's loss. */
    @Test
    void gradientsAreFiniteDifferences() {
        int images = 21;
        float[] x = Values.uniform(1, images * INPUT.elements());
        int[] labels = Values.labels(2, images, CLASSES);
        try (Network network =
                Network.of(INPUT)
                        .add(Conv2d.of(3, 3))
                        .add(BatchNorm2d.standard())
                        .add(new Tanh())
                        .add(new Flatten())
                        .add(Dense.of(CLASSES))
                        .build(3)) {
            Map<String, double[]> gradients =
                    Gradients.of(network, Samples.of(x, labels, INPUT), 2);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            double step = 1e-5;
            gradients.forEach((name, gradient) -> {
                double[] values = reference.parameters().getOrDefault(name, new double[0]);
                for (int i = 0; i < values.length; i++) {
                    double value = values[i];
                    values[i] = value + step;
                    double above = reference.trainingLoss(widen(x), labels);
                    values[i] = value - step;
                    double below = reference.trainingLoss(widen(x), labels);
                    values[i] = value;
                    assertThat(gradient[i])
                            .as("%s[%d]", name, i)
                            .isCloseTo((above - below) / (2 * step), within(2e-6));
                }
            });
        }
    }

    /** A step moves the running mean and the unbiased running variance by a tenth. */
    @Property(tries = 40)
    void runningStatisticsFollowTheBatch(
            @ForAll @IntRange(min = 1, max = 40) int images,
            @ForAll @IntRange(min = 1, max = 9) int channels,
            @ForAll @IntRange(min = 1, max = 6) int size,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        Shape input = Shape.of(channels, size, size + 1);
        float[] x = Values.uniform(seed, images * input.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] += 100;
        }
        ReferenceNorm reference = new ReferenceNorm(images, channels, input.pixels(), 1e-5);
        double count = (double) images * input.pixels();
        try (Network network =
                        Network.of(input)
                                .add(BatchNorm2d.standard())
                                .add(new Flatten())
                                .add(Dense.of(3))
                                .build(seed);
                Workers workers = new Workers(threads);
                Training training = Training.of(network).batch(64).workers(workers).build()) {
            Samples samples = Samples.of(x, new int[images], input);
            training.step(samples, Gradients.order(images), 0, images, 0.1);
            float[] mean = network.parameters().get(2).toArray();
            float[] variance = network.parameters().get(3).toArray();
            for (int c = 0; c < channels; c++) {
                assertThat((double) mean[c])
                        .isCloseTo(0.1 * reference.mean(widen(x))[c], within(1e-5));
                double unbiased = reference.variance(widen(x))[c] * count / (count - 1);
                assertThat((double) variance[c]).isCloseTo(0.9 + 0.1 * unbiased, within(1e-6));
            }
        }
    }

    /** One value per channel has no variance: the output is the bias, and nothing is infinite. */
    @Test
    void aSingleValueIsNoError() {
        try (Network network =
                        Network.of(Shape.vector(3))
                                .add(BatchNorm2d.standard())
                                .add(Dense.of(2))
                                .build(1);
                Workers workers = new Workers(1);
                Training training = Training.of(network).workers(workers).build()) {
            Samples one = Samples.of(new float[] {1, -2, 3}, new int[1], Shape.vector(3));
            assertThat(training.step(one, new int[1], 0, 1, 0.1))
                    .isCloseTo(Math.log(2), within(1e-6));
            for (Parameter parameter : network.parameters()) {
                for (float value : parameter.toArray()) {
                    assertThat(value).isFinite();
                }
            }
            assertThat(network.parameters().get(3).toArray()).containsOnly(0.9f);
        }
    }

    /** More lane groups than shards, the last one incomplete. */
    @Test
    void manyGroupsMeet() {
        int images = 600;
        Shape input = Shape.of(2, 2, 2);
        float[] x = Values.uniform(1, images * input.elements());
        int[] labels = Values.labels(2, images, CLASSES);
        try (Network network =
                Network.of(input)
                        .add(BatchNorm2d.standard())
                        .add(new Flatten())
                        .add(Dense.of(CLASSES))
                        .build(1)) {
            ReferenceNetwork reference = new ReferenceNetwork(network);
            Gradients.assertClose(
                    "600 images",
                    Gradients.of(network, Samples.of(x, labels, input), 3),
                    reference,
                    x,
                    labels,
                    1e-5);
        }
    }

    /**
     * Pixels around 1000 with a deviation of some 0.6: what is left of them after the mean has 13
     * bits, and no more is lost. The bias before a normalization has no influence at all.
     */
    @Test
    void aLargeMeanCostsOnlyTheBitsThatItTakes() {
        int images = 40;
        Shape input = Shape.of(3, 5, 5);
        float[] x = Values.uniform(1, images * input.elements());
        for (int i = 0; i < x.length; i++) {
            x[i] += 1000;
        }
        int[] labels = Values.labels(2, images, CLASSES);
        try (Network network =
                Network.of(input)
                        .add("first", Conv2d.of(3, 1))
                        .add("norm", BatchNorm2d.standard())
                        .add(new Tanh())
                        .add(new Flatten())
                        .add(Dense.of(CLASSES))
                        .build(1)) {
            float[] identity = {1, 0, 0, 0, 1, 0, 0, 0, 1};
            network.parameters().getFirst().set(identity);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            Map<String, double[]> expected = reference.gradients(widen(x), labels);
            Map<String, double[]> gradients =
                    Gradients.of(network, Samples.of(x, labels, input), 2);
            for (String name : new String[] {"norm.weight", "norm.bias"}) {
                double[] actual = gradients.getOrDefault(name, new double[0]);
                for (int i = 0; i < actual.length; i++) {
                    assertThat(actual[i])
                            .as("%s[%d]", name, i)
                            .isCloseTo(expected.getOrDefault(name, actual)[i], within(3e-6));
                }
            }
            for (double value : gradients.getOrDefault("first.bias", new double[1])) {
                assertThat(value).isCloseTo(0, within(1e-6));
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        List<Integer> once = train(1);
        for (int threads : new int[] {1, 2, 3, 8}) {
            assertThat(train(threads).equals(once)).as("%d threads", threads).isTrue();
        }
    }

    private static List<Integer> train(int threads) {
        List<Integer> bits = new ArrayList<>();
        try (Network network = network(3);
                Workers workers = new Workers(threads);
                Training training =
                        Training.of(network)
                                .batch(IMAGES)
                                .workers(workers)
                                .optimizer(Adam.decoupled(0.01))
                                .build()) {
            for (int step = 0; step < 5; step++) {
                double loss = training.step(samples(), Gradients.order(IMAGES), step, 40, 0.01);
                bits.add(Double.hashCode(loss));
            }
            for (Parameter parameter : network.parameters()) {
                for (float value : parameter.toArray()) {
                    bits.add(Float.floatToRawIntBits(value));
                }
            }
        }
        return bits;
    }

    /** Both layouts, with borders and in place, against the formula. */
    @Property(tries = 80)
    void outsideOfTrainingItIsALinearFunction(
            @ForAll @IntRange(min = 1, max = 40) int channels,
            @ForAll @IntRange(min = 1, max = 9) int size,
            @ForAll @IntRange(min = 0, max = 2) int border,
            @ForAll boolean inPlace,
            @ForAll long seed) {
        Shape shape = Shape.of(channels, size, size + 1);
        int images = 3;
        float[] x = Values.uniform(seed, images * shape.elements());
        float[] weight = Values.uniform(seed + 1, channels);
        float[] bias = Values.uniform(seed + 2, channels);
        float[] mean = Values.uniform(seed + 3, channels);
        float[] variance = Values.uniform(seed + 4, channels);
        for (int c = 0; c < channels; c++) {
            variance[c] = Math.abs(variance[c]) + 0.1f;
        }
        Layer layer = new BatchNorm2d(0.1, 0.01);
        ImageHarness image =
                ImageHarness.of(layer, shape, 2)
                        .borders(border)
                        .parameter("weight", weight)
                        .parameter("bias", bias)
                        .parameter("running_mean", mean)
                        .parameter("running_var", variance);
        LayerHarness group =
                LayerHarness.of(layer, shape)
                        .inference()
                        .borders(border)
                        .parameter("weight", weight)
                        .parameter("bias", bias)
                        .parameter("running_mean", mean)
                        .parameter("running_var", variance);
        double[] expected =
                new ReferenceNorm(images, channels, shape.pixels(), 0.01)
                        .forward(
                                widen(x), widen(weight), widen(bias), widen(mean), widen(variance));
        double[] bounds = new double[expected.length];
        Arrays.fill(bounds, 3e-6);
        Closeness.assertWithin(
                "groups", (inPlace ? group.inPlace() : group).forward(x), expected, bounds);
        Closeness.assertWithin(
                "image", (inPlace ? image.inPlace() : image).forward(x), expected, bounds);
    }

    @Test
    void whatIsNoMomentumOrEpsilonIsRefused() {
        assertThatThrownBy(() -> new BatchNorm2d(1.5, 1e-5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new BatchNorm2d(0.1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("epsilon");
        try (Network network = network(1)) {
            assertThat(network.parameterCount())
                    .isEqualTo(
                            network.parameters().stream().mapToLong(Parameter::count).sum()
                                    - 2L * (5 + 6 + 9));
        }
    }
}
