package io.github.lanewise.engine.network;

import static io.github.lanewise.engine.reference.Values.widen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Closeness;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Batch normalization as a part of the weights before it. */
final class FoldingTest {
    /** Of probabilities, after sums of some 50 products in three layers. */
    private static final double ERROR = 2e-5;

    /**
     * What a trained network answers is near what it answered in training, and folding keeps it.
     */
    @Test
    void foldingChangesNothingButTheLastBits() {
        Samples samples = BatchNormTest.samples();
        float[] x = BatchNormTest.images();
        try (Network network = BatchNormTest.network(3);
                Workers workers = new Workers(2);
                Training training =
                        Training.of(network)
                                .batch(BatchNormTest.IMAGES)
                                .workers(workers)
                                .optimizer(Adam.standard())
                                .build()) {
            double first = 0;
            double last = 0;
            for (int step = 0; step < 60; step++) {
                last =
                        training.step(
                                samples,
                                Gradients.order(BatchNormTest.IMAGES),
                                0,
                                BatchNormTest.IMAGES,
                                0.01);
                first = step == 0 ? last : first;
            }
            assertThat(last).isLessThan(first / 2);
            try (Inference inference = new Inference(network, workers);
                    Network folded = network.folded();
                    Inference foldedInference = new Inference(folded, workers)) {
                assertThat(inference.evaluate(samples).loss()).isCloseTo(last, within(0.5));
                assertThat(folded.layers())
                        .extracting(NamedLayer::name)
                        .doesNotContain("1", "4", "9");
                assertThat(folded.layers()).hasSize(network.layers().size() - 3);
                float[] expected = inference.predict(x);
                Closeness.assertWithin(
                        "folded", foldedInference.predict(x), widen(expected), bounds(expected));
                float[] one = Arrays.copyOf(x, BatchNormTest.INPUT.elements());
                Closeness.assertWithin(
                        "one image",
                        inference.predict(one),
                        widen(Arrays.copyOf(expected, BatchNormTest.CLASSES)),
                        bounds(Arrays.copyOf(expected, BatchNormTest.CLASSES)));
            }
        }
    }

    private static double[] bounds(float[] expected) {
        double[] bounds = new double[expected.length];
        Arrays.fill(bounds, ERROR);
        return bounds;
    }

    /** Where nothing can take the normalization in, it stays. */
    @Test
    void foldingKeepsWhatFollowsNoSum() {
        try (Network network =
                        Network.of(BatchNormTest.INPUT)
                                .add("norm1", BatchNorm2d.standard())
                                .add("conv", Conv2d.of(2, 3))
                                .add("relu", new Relu())
                                .add("norm2", BatchNorm2d.standard())
                                .build(1);
                Network folded = network.folded()) {
            assertThat(folded.layers())
                    .extracting(NamedLayer::name)
                    .containsExactly("norm1", "conv", "relu", "norm2");
        }
    }
}
