package io.github.lanewise.engine.network;

import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Tolerance;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class TrainingTest {
    private static final Shape INPUT = Shape.of(1, 8, 8);
    private static final int CLASSES = 3;
    private static final double RELATIVE_ERROR = 5 * Tolerance.sum(1000);

    /** Images of which each class has its own bright rows, under noise. */
    private static float[] stripes(int[] labels, long seed) {
        float[] x = Values.uniform(seed, labels.length * INPUT.elements());
        for (int i = 0; i < x.length; i++) {
            int row = i % INPUT.pixels() / INPUT.width();
            x[i] = 0.5f * x[i] + (row % CLASSES == labels[i / INPUT.pixels()] ? 1 : 0);
        }
        return x;
    }

    private static Network network() {
        return Network.of(INPUT)
                .add("conv", Conv2d.of(4, 3).same())
                .add(new Tanh())
                .add(AveragePool2d.of(2))
                .add(new Flatten())
                .add("fc", Dense.of(CLASSES))
                .build(1);
    }

    @Test
    void theLossFallsAndTheImagesAreLearned() {
        int[] labels = Values.labels(1, 200, CLASSES);
        Samples samples = Samples.of(stripes(labels, 2), labels, INPUT);
        int[] testLabels = Values.labels(3, 100, CLASSES);
        Samples unseen = Samples.of(stripes(testLabels, 4), testLabels, INPUT);
        try (Network network = network();
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers);
                Training training =
                        Training.of(network)
                                .batch(32)
                                .workers(workers)
                                .optimizer(Adam.standard())
                                .build()) {
            int[] order = Gradients.order(200);
            double start = inference.evaluate(samples).loss();
            for (int step = 0; step < 150; step++) {
                int from = step % 7 * 32;
                training.step(samples, order, from, Math.min(32, 200 - from), 0.01);
            }
            assertThat(training.steps()).isEqualTo(150);
            assertThat(inference.evaluate(samples).loss()).isLessThan(0.2 * start);
            assertThat(inference.evaluate(unseen).accuracy()).isGreaterThan(0.95);
        }
    }

    /**
     * The lanes beyond the last image count for nothing: the gradient is that of the images alone.
     */
    @Property(tries = 60)
    void incompleteLaneGroupsGiveTheGradientOfTheirImages(
            @ForAll @IntRange(min = 1, max = 70) int images, @ForAll long seed) {
        int[] labels = Values.labels(seed, images, CLASSES);
        float[] x = stripes(labels, seed + 1);
        try (Network network = network()) {
            Map<String, double[]> gradients =
                    Gradients.of(network, Samples.of(x, labels, INPUT), 2);
            Gradients.assertClose(
                    "network", gradients, new ReferenceNetwork(network), x, labels, RELATIVE_ERROR);
        }
    }

    /** What an earlier, larger batch left in buffers must not leak into a smaller one. */
    @Test
    void batchesLeaveNothingBehind() {
        int[] labels = Values.labels(1, 50, CLASSES);
        float[] x = stripes(labels, 2);
        Samples samples = Samples.of(x, labels, INPUT);
        int[] order = Gradients.order(50);
        try (Network network = network();
                Workers workers = new Workers(1);
                Training training = Training.of(network).batch(64).workers(workers).build()) {
            float[] three = Arrays.copyOfRange(x, 7 * 64, 10 * 64);
            int[] threeLabels = Arrays.copyOfRange(labels, 7, 10);
            ReferenceNetwork reference = new ReferenceNetwork(network);
            double[] expected = gradient(reference.gradients(widen(three), threeLabels));
            training.step(samples, order, 0, 50, 0);
            float[] before = network.parameters().getFirst().toArray();
            double loss = training.step(samples, order, 7, 3, 0x1p20);
            float[] after = network.parameters().getFirst().toArray();
            for (int i = 0; i < before.length; i++) {
                double gradient = (before[i] - (double) after[i]) / 0x1p20;
                assertThat(gradient).isCloseTo(expected[i], within(1e-5));
            }
            assertThat(loss).isCloseTo(reference.loss(widen(three), threeLabels), within(1e-5));
        }
    }

    private static double[] gradient(Map<String, double[]> gradients) {
        return Optional.ofNullable(gradients.get("conv.weight")).orElseThrow();
    }

    @Test
    void lossAndHitsOfTheLastStepAreThose() {
        int[] labels = Values.labels(1, 40, CLASSES);
        float[] x = stripes(labels, 2);
        Samples samples = Samples.of(x, labels, INPUT);
        try (Network network = network();
                Workers workers = new Workers(2);
                Inference inference = new Inference(network, workers);
                Training training = Training.of(network).batch(40).workers(workers).build()) {
            Evaluation evaluation = inference.evaluate(samples);
            double expected = new ReferenceNetwork(network).loss(widen(x), labels);
            double mean = training.step(samples, Gradients.order(40), 0, 40, 0.1);
            assertThat(mean).isCloseTo(expected, within(1e-5));
            assertThat(training.loss()).isCloseTo(40 * expected, within(1e-4));
            assertThat(training.correct()).isEqualTo(evaluation.correct());
            assertThat(evaluation.loss()).isCloseTo(expected, within(1e-5));
        }
    }

    /** A step with norm clipping goes as far as the norm allows, in the same direction. */
    @Test
    void clippingShortensTheGradientToTheNorm() {
        int[] labels = Values.labels(1, 40, CLASSES);
        Samples samples = Samples.of(stripes(labels, 2), labels, INPUT);
        double norm = 1e-3;
        try (Network network = network()) {
            Map<String, double[]> gradients = Gradients.of(network, samples, 1);
            double square = 0;
            for (double[] gradient : gradients.values()) {
                square += Values.dot(gradient, gradient);
            }
            double factor = norm / Math.sqrt(square);
            assertThat(factor).isLessThan(1);
            float[] before = network.parameters().getFirst().toArray();
            try (Workers workers = new Workers(2);
                    Training training =
                            Training.of(network)
                                    .batch(40)
                                    .workers(workers)
                                    .clipNorm(norm)
                                    .build()) {
                training.step(samples, Gradients.order(40), 0, 40, 0x1p20);
            }
            float[] after = network.parameters().getFirst().toArray();
            double[] full = gradient(gradients);
            for (int i = 0; i < after.length; i++) {
                double moved = (before[i] - (double) after[i]) / 0x1p20;
                assertThat(moved).isCloseTo(factor * full[i], within(1e-5 * norm));
            }
        }
    }

    @Test
    void whatDoesNotFitIsRefusedWithOneSentence() {
        int[] labels = {0, 1, CLASSES};
        Samples samples = Samples.of(new float[3 * 64], labels, INPUT);
        Samples wide = Samples.of(new float[3 * 72], labels, Shape.of(1, 8, 9));
        int[] order = Gradients.order(3);
        try (Network network = network();
                Workers workers = new Workers(1);
                Training training = Training.of(network).batch(2).workers(workers).build()) {
            assertThatThrownBy(() -> training.step(wide, order, 0, 2, 0.1))
                    .isInstanceOf(ShapeException.class)
                    .hasMessageContaining("1×8×9")
                    .hasMessageContaining("1×8×8");
            assertThatThrownBy(() -> training.step(samples, order, 0, 3, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("3")
                    .hasMessageContaining("2");
            assertThatThrownBy(() -> training.step(samples, order, 0, 0, 0.1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> training.step(samples, order, 1, 2, 0.1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("label 3")
                    .hasMessageContaining("0 to 2");
            assertThatThrownBy(() -> training.step(samples, order, 2, 2, 0.1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> training.step(samples, new int[] {5, 0}, 0, 2, 0.1))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            training.step(samples, order, 0, 2, 0.1);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        try (Network network = network()) {
            TrainingBuilder builder = Training.of(network);
            assertThatThrownBy(() -> builder.batch(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0");
            assertThatThrownBy(() -> builder.clipNorm(0))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> builder.clipNorm(Double.NaN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("NaN");
        }
    }

    @Test
    void closingFreesAllMemoryAndUseAfterwardsIsAnError() {
        long before = Workspace.totalLiveBytes();
        int[] labels = {0};
        Samples samples = Samples.of(new float[64], labels, INPUT);
        Network network = network();
        Workers workers = new Workers(2);
        Training training =
                Training.of(network).workers(workers).optimizer(Sgd.withMomentum(0.9)).build();
        Inference inference = new Inference(network, workers);
        assertThat(Workspace.totalLiveBytes()).isGreaterThan(before);
        inference.predict(new float[INPUT.elements()]);
        inference.predict(new float[100 * INPUT.elements()]);
        training.close();
        inference.close();
        assertClosed(() -> training.step(samples, new int[1], 0, 1, 0.1));
        assertClosed(() -> inference.evaluate(samples));
        assertClosed(training::close);
        assertClosed(inference::close);
        network.close();
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
        assertClosed(network::close);
        assertClosed(() -> Training.of(network).workers(workers).build());
        assertClosed(() -> new Inference(network, workers));
        assertThat(Workspace.totalLiveBytes()).isEqualTo(before);
        workers.close();
    }

    private static void assertClosed(Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
