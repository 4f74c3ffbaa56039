package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.conv.ConvAlgorithm;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same seed gives the same bits, whatever the number of threads. */
final class TrainingDeterminismTest {
    private static final Shape INPUT = Shape.of(2, 10, 9);
    private static final int CLASSES = 5;

    /** Three whole batches and an incomplete one, itself with an incomplete lane group. */
    private static final int IMAGES = 3 * 50 + 21;

    private static final int BATCH = 50;
    private static final int EPOCHS = 3;
    private static final Samples SAMPLES =
            Samples.of(
                    Values.uniform(1, IMAGES * INPUT.elements()),
                    Values.labels(2, IMAGES, CLASSES),
                    INPUT);

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of(Sgd.plain(), Double.POSITIVE_INFINITY),
                Arguments.of(new Sgd(0.9, true, 1e-3), 0.5),
                Arguments.of(Adam.decoupled(0.01), 1.0));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anyNumberOfThreadsGivesTheSameBits(Optimizer optimizer, double clipNorm) {
        List<Integer> once = train(1, 7, optimizer, clipNorm);
        for (int threads : new int[] {1, 2, 3, 8}) {
            assertThat(train(threads, 7, optimizer, clipNorm).equals(once))
                    .as("%d threads give the bits of one", threads)
                    .isTrue();
        }
        assertThat(train(2, 8, optimizer, clipNorm).equals(once)).as("another seed").isFalse();
    }

    /** The bits of all losses and of all parameters at the end. */
    private static List<Integer> train(
            int threads, long seed, Optimizer optimizer, double clipNorm) {
        List<Integer> bits = new ArrayList<>();
        try (Network network = network();
                Workers workers = new Workers(threads);
                Training training =
                        Training.of(network)
                                .batch(BATCH)
                                .workers(workers)
                                .optimizer(optimizer)
                                .clipNorm(clipNorm)
                                .seed(seed)
                                .build()) {
            int[] order = Gradients.order(IMAGES);
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                for (int from = 0; from < IMAGES; from += BATCH) {
                    int count = Math.min(BATCH, IMAGES - from);
                    double loss = training.step(SAMPLES, order, from, count, 0.01);
                    bits.add(Double.hashCode(loss));
                }
            }
            for (Parameter parameter : network.parameters()) {
                for (float value : parameter.toArray()) {
                    bits.add(Float.floatToRawIntBits(value));
                }
            }
        }
        return bits;
    }

    private static Network network() {
        return Network.of(INPUT)
                .add(Conv2d.of(6, 3).same())
                .add(new Relu())
                .add(MaxPool2d.of(2))
                .add(Conv2d.of(9, 3).same().algorithm(ConvAlgorithm.WINOGRAD_4X4))
                .add(Conv2d.of(9, 3).stride(1, 2).padding(1))
                .add(new Relu())
                .add(Dropout.of(0.3))
                .add(new Flatten())
                .add(Dense.of(30))
                .add(new Relu())
                .add(Dropout.of(0.5))
                .add(Dense.of(CLASSES))
                .build(3);
    }
}
