package io.github.lanewise.bench.network;

import io.github.lanewise.bench.IdleThreads;
import io.github.lanewise.bench.LanewiseBenchmark;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Tensor;
import io.github.lanewise.engine.tensor.Workspace;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What changing training images at random costs one thread: microseconds per image of reading them
 * alone, and of a training step of LeNet-5 that reads them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class AugmentationBenchmark extends LanewiseBenchmark {
    private static final int BATCH = TrainingStepBenchmark.BATCH;
    private static final int IMAGES = 32 * BATCH;

    /** How images are changed: usual strengths for MNIST. */
    @SuppressWarnings("ImmutableEnumChecker") // A record of numbers.
    public enum Kind {
        /** Not at all. */
        NONE(Augmentation.NONE),
        /** Shifted, turned, scaled and slanted. */
        AFFINE(new Augmentation(2, 10, 0.1, 0.1, Elastic.NONE)),
        /** Bent, as by Simard et al. */
        ELASTIC(new Augmentation(0, 0, 0, 0, new Elastic(34, 4))),
        /** All of this. */
        BOTH(new Augmentation(2, 10, 0.1, 0.1, new Elastic(20, 4)));

        private final Augmentation augmentation;

        Kind(Augmentation augmentation) {
            this.augmentation = augmentation;
        }
    }

    /** How images are changed. */
    @Param public Kind kind;

    private AugmentedSamples samples;
    private int[] order;
    private Workspace workspace;
    private Tensor tensor;
    private Network network;
    private Workers workers;
    private Training training;
    private int next;

    /** Makes images and a network, and runs both until the compilers are idle. */
    @Setup
    public void prepare() {
        network = BenchmarkNetwork.LENET5.build();
        TrainingData data =
                new TrainingData(network.input(), network.output().elements(), BATCH, IMAGES);
        LabelledImages images =
                new LabelledImages("random", 1, 28, 28, data.pixels(), data.labels());
        samples = new AugmentedSamples(images, TrainingData.PIXEL_SCALE, 0, kind.augmentation, 1);
        order = IntStream.range(0, IMAGES).toArray();
        workspace = new Workspace();
        tensor = workspace.tensor(samples.shape());
        workers = new Workers(1);
        training =
                Training.of(network)
                        .batch(BATCH)
                        .workers(workers)
                        .optimizer(Sgd.withMomentum(TrainingSubject.MOMENTUM))
                        .build();
        IdleThreads.warmUp(this::load);
        IdleThreads.warmUp(this::step);
    }

    /** Reads the images of a batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Tensor load() {
        int first = nextBatch();
        int group = tensor.layout().images();
        for (int i = 0; i < BATCH; i += group) {
            samples.load(order, first + i, group, tensor);
        }
        return tensor;
    }

    /** Makes a training step on a batch. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public double step() {
        return training.step(samples, order, nextBatch(), BATCH, TrainingSubject.RATE);
    }

    private int nextBatch() {
        next = (next + BATCH) % IMAGES;
        return next;
    }

    /** Frees everything. */
    @TearDown
    public void close() {
        training.close();
        workers.close();
        network.close();
        workspace.close();
    }
}
