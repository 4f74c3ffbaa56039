package io.github.lanewise.bench;

import io.github.lanewise.bench.reference.ReferenceNetwork;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.models.LeNet5;
import java.util.Random;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Steps of LeNet-5 with SGD and momentum on images of random bytes. With {@code -prof gc} the row
 * {@code gc.alloc.rate.norm} shows the bytes that a step allocates on the Java heap.
 */
@Warmup(
        iterations = 8,
        time = 1) // There is much to compile, and a step of the interpreter is slow.
@SuppressWarnings("NullAway.Init") // JMH sets parameters and calls prepare().
public class TrainingStepBenchmark extends LanewiseBenchmark {
    private static final int BATCH = 64;
    private static final int IMAGES = 128 * BATCH;
    private static final float PIXEL_SCALE = 1 / 255f;
    private static final double RATE = 1e-3;

    /** A network in training. */
    @State(Scope.Benchmark)
    public static class Step {
        /** Threads that share the work. */
        @Param({"1", "2"})
        public int threads;

        private Workers workers;
        private Network network;
        private Training training;
        private ByteSamples samples;
        private int[] order;
        private int first;
        private FmaPeak peak;
        private long flop;

        /** Builds everything, makes a step and compares its loss and update with a reference. */
        @Setup
        public void prepare() {
            workers = new Workers(threads);
            peak = new FmaPeak(workers);
            network = LeNet5.modern(1);
            flop = Flops.trainingStep(network, BATCH);
            training =
                    Training.of(network)
                            .batch(BATCH)
                            .workers(workers)
                            .optimizer(Sgd.withMomentum(0.9))
                            .build();
            Random random = new Random(1);
            byte[] pixels = new byte[IMAGES * LeNet5.INPUT.elements()];
            random.nextBytes(pixels);
            byte[] labels = new byte[IMAGES];
            for (int i = 0; i < IMAGES; i++) {
                labels[i] = (byte) random.nextInt(LeNet5.CLASSES);
            }
            samples = new ByteSamples(pixels, labels, LeNet5.INPUT, PIXEL_SCALE, 0);
            order = random.ints(0, IMAGES).distinct().limit(IMAGES).toArray();
            check(pixels, labels);
        }

        private void check(byte[] pixels, byte[] labels) {
            float[] images = new float[BATCH * LeNet5.INPUT.elements()];
            int[] classes = new int[BATCH];
            for (int i = 0; i < BATCH; i++) {
                classes[i] = labels[order[i]];
                for (int j = 0; j < LeNet5.INPUT.elements(); j++) {
                    int pixel = order[i] * LeNet5.INPUT.elements() + j;
                    images[i * LeNet5.INPUT.elements() + j] =
                            Byte.toUnsignedInt(pixels[pixel]) * PIXEL_SCALE;
                }
            }
            ReferenceNetwork reference = new ReferenceNetwork(network);
            double[] before = weights();
            double expected = reference.loss(images, classes);
            double loss = step();
            double drop = expected - reference.loss(images, classes);
            double[] after = weights();
            double moved = 0;
            for (int i = 0; i < before.length; i++) {
                moved += (before[i] - after[i]) * (before[i] - after[i]);
            }
            // To first order the loss falls by rate · |gradient|² = |change|² / rate.
            double predicted = moved / RATE;
            if (!(Math.abs(loss - expected) <= 1e-5 * expected)
                    || !(Math.abs(drop - predicted) <= 0.1 * predicted)) {
                throw new IllegalStateException(
                        "The first step has a loss of %.6f instead of %.6f and lowers it by %.3g"
                                        .formatted(loss, expected, drop)
                                + " instead of %.3g.".formatted(predicted));
            }
        }

        private double[] weights() {
            return network.parameters().stream()
                    .map(Parameter::toArray)
                    .flatMapToDouble(
                            values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                    .toArray();
        }

        double step() {
            double loss = training.step(samples, order, first, BATCH, RATE);
            first = (first + BATCH) % IMAGES;
            return loss;
        }

        /** Frees the network and ends the threads. */
        @TearDown
        public void close() {
            training.close();
            network.close();
            workers.close();
        }
    }

    /** Counts images and operations; JMH divides the public numbers by the time. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counter {
        /** Images; per second once JMH has divided it. */
        public long images;

        /** 10⁹ floating-point operations; per second once JMH has divided it. */
        public double gflops;

        private double before;
        private double after;

        /** Measures the peak of all threads together. */
        @Setup(Level.Iteration)
        public void before(Step step) {
            before = step.peak.gflops();
        }

        /** Measures the peak again. */
        @TearDown(Level.Iteration)
        public void after(Step step) {
            after = step.peak.gflops();
        }

        /** Returns the share of the peak, 0 to 1, once JMH has divided it by the seconds. */
        public double peakShare() {
            return gflops / ((before + after) / 2);
        }
    }

    /** Loads a batch, runs forward and backward, updates. */
    @Benchmark
    public double step(Step step, Counter counter) {
        counter.images += BATCH;
        counter.gflops += step.flop * 1e-9;
        return step.step();
    }
}
