package io.github.lanewise.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.lanewise.engine.layer.activation.Relu;
import io.github.lanewise.engine.layer.activation.Tanh;
import io.github.lanewise.engine.layer.conv.Conv2d;
import io.github.lanewise.engine.layer.dense.Dense;
import io.github.lanewise.engine.layer.norm.BatchNorm2d;
import io.github.lanewise.engine.layer.pool.AveragePool2d;
import io.github.lanewise.engine.layer.pool.MaxPool2d;
import io.github.lanewise.engine.layer.regularization.Dropout;
import io.github.lanewise.engine.layer.shape.Flatten;
import io.github.lanewise.engine.optimizer.Adam;
import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.reference.Values;
import io.github.lanewise.engine.tensor.Shape;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A training step allocates nothing once it is compiled. The interpreter and C1 box every vector,
 * so the test waits for C2; a kernel in which C2 boxes vectors, too, never gets there.
 */
final class AllocationTest {
    private static final int BATCH = 32;
    private static final int CLASSES = 3;
    private static final Shape INPUT = Shape.of(1, 12, 12);
    private static final int STEPS = 20;
    private static final long MAX_BYTES = 1000;

    /** With 8 lanes a step with batch normalization keeps 1.0 to 1.5 kB; boxed vectors are 10. */
    private static final long MAX_BYTES_OF_NORM = 3000;

    @Test
    @Timeout(120)
    void aCompiledStepAllocatesLessThanAKilobyte() {
        assertSettles(Sgd.withMomentum(0.9), network(INPUT), MAX_BYTES);
    }

    @Test
    @Timeout(120)
    void soDoesAStepOfAdam() {
        assertSettles(Adam.standard(), network(INPUT), MAX_BYTES);
    }

    @Test
    @Timeout(120)
    void soDoesOneInWhichGroupsMeet() {
        assertSettles(
                Sgd.plain(),
                Network.of(INPUT)
                        .add(Conv2d.of(6, 5).same())
                        .add(BatchNorm2d.standard())
                        .add(new Relu())
                        .add(new Flatten())
                        .add(Dense.of(CLASSES))
                        .add(BatchNorm2d.standard())
                        .build(1),
                MAX_BYTES_OF_NORM);
    }

    private static Network network(Shape input) {
        return Network.of(input)
                .add(Conv2d.of(6, 5).same())
                .add(new Relu())
                .add(MaxPool2d.of(2))
                .add(Conv2d.of(8, 3))
                .add(new Tanh())
                .add(AveragePool2d.of(2))
                .add(new Flatten())
                .add(Dense.of(20))
                .add(Dropout.of(0.5))
                .add(Dense.of(CLASSES))
                .build(1);
    }

    private static void assertSettles(Optimizer optimizer, Network owned, long limit) {
        float[] pixels = Values.uniform(1, BATCH * INPUT.elements());
        Samples samples = Samples.of(pixels, Values.labels(2, BATCH, CLASSES), INPUT);
        int[] order = Gradients.order(BATCH);
        try (Network network = owned;
                Workers workers = new Workers(1);
                Training training =
                        Training.of(network)
                                .batch(BATCH)
                                .workers(workers)
                                .optimizer(optimizer)
                                .build()) {
            long bytes = Long.MAX_VALUE;
            long end = System.nanoTime() + 60_000_000_000L;
            while (bytes >= limit && System.nanoTime() < end) {
                long before = allocated();
                for (int step = 0; step < STEPS; step++) {
                    training.step(samples, order, 0, BATCH, 0.01);
                }
                bytes = (allocated() - before) / STEPS;
            }
            assertThat(bytes).as("bytes per step after a minute").isLessThan(limit);
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
