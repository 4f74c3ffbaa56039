package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lanewise.engine.layer.Initializer;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens around failures, and batches of more lane groups than shards. */
final class RobustnessTest {
    private static final Shape INPUT = Shape.of(1, 8, 8);
    private static final int IMAGES = 600;

    private static Network network() {
        return Network.of(INPUT)
                .add(Conv2d.of(3, 3).same())
                .add(new Relu())
                .add(MaxPool2d.of(2))
                .add(new Flatten())
                .add(Dense.of(4))
                .build(1);
    }

    private static Samples samples() {
        Random random = new Random(7);
        float[] pixels = new float[IMAGES * INPUT.elements()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = random.nextFloat();
        }
        return Samples.of(pixels, random.ints(IMAGES, 0, 4).toArray(), INPUT);
    }

    private static List<float[]> train(Samples samples, int threads, boolean failFirst) {
        int[] order = IntStream.range(0, IMAGES).toArray();
        try (Workers workers = new Workers(threads);
                Network network = network();
                Training training =
                        Training.of(network)
                                .batch(IMAGES)
                                .workers(workers)
                                .optimizer(Sgd.withMomentum(0.9))
                                .build()) {
            if (failFirst) {
                Samples failing = new Failing(samples);
                assertThatThrownBy(() -> training.step(failing, order, 0, IMAGES, 0.1))
                        .isInstanceOf(UnsupportedOperationException.class);
            }
            for (int step = 0; step < 3; step++) {
                training.step(samples, order, 0, IMAGES - 7 * step, 0.1);
            }
            List<float[]> values = new ArrayList<>();
            network.parameters().forEach(parameter -> values.add(parameter.toArray()));
            return values;
        }
    }

    @Test
    void moreLaneGroupsThanShardsGiveTheSameBitsWithAnyNumberOfThreads() {
        List<float[]> one = train(samples(), 1, false);
        for (int threads : new int[] {2, 3, 8}) {
            assertThat(train(samples(), threads, false)).usingRecursiveComparison().isEqualTo(one);
        }
    }

    @Test
    void aFailedStepLeavesNothingForTheNext() {
        assertThat(train(samples(), 2, true))
                .usingRecursiveComparison()
                .isEqualTo(train(samples(), 2, false));
    }

    @Test
    void aNetworkThatCannotBeBuiltFreesItsMemory() {
        Initializer broken =
                (values, fanIn, fanOut, random) -> {
                    throw new UnsupportedOperationException("no values");
                };
        long live = Workspace.totalLiveBytes();
        Network.Builder builder = Network.of(INPUT).add(Conv2d.of(4, 3).initializer(broken));
        assertThatThrownBy(() -> builder.build(1))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(Workspace.totalLiveBytes()).isEqualTo(live);
    }

    @Test
    void aLearningRateThatIsNoNumberIsRefused() {
        try (Network network = network();
                Training training = Training.of(network).build()) {
            Samples samples = samples();
            assertThatThrownBy(() -> training.step(samples, new int[1], 0, 1, Double.NaN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("learning rate");
        }
    }

    /** Loads what the others load, but fails at the last lane group. */
    private record Failing(Samples samples) implements Samples {
        @Override
        public int count() {
            return samples.count();
        }

        @Override
        public Shape shape() {
            return samples.shape();
        }

        @Override
        public int label(int index) {
            return samples.label(index);
        }

        @Override
        public void load(int[] order, int from, int images, Tensor destination) {
            if (from + images == IMAGES) {
                throw new UnsupportedOperationException("unreadable");
            }
            samples.load(order, from, images, destination);
        }
    }
}
