package io.github.lanewise.bench.network;

import io.github.lanewise.bench.Flops;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.reference.ReferenceNetwork;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import java.util.SplittableRandom;

/**
 * A subject in training and what is known of it: data, position, operations of a step, and the
 * check that its first step is right.
 */
final class TrainingState implements AutoCloseable {
    /** Makes the subject of a network; the network's parameters are the first weights. */
    interface Maker {
        TrainingSubject make(Network network, TrainingData data, int threads);
    }

    private static final double LOSS_TOLERANCE = 1e-5;

    /** How far the parameters are moved, all together, to see the slope of the loss. */
    private static final double DISTANCE = 0.02;

    /** Of a slope, relative to the length of the gradient. */
    private static final double SLOPE_TOLERANCE = 0.05;

    private final Network network;
    private final TrainingData data;
    private final TrainingSubject subject;
    private int next;

    TrainingState(BenchmarkNetwork model, int batch, int images, int threads, Maker maker) {
        network = model.build();
        data = new TrainingData(network.input(), network.output().elements(), batch, images);
        subject = maker.make(network, data, threads);
    }

    /** Makes a step on the next batch and returns its loss. */
    double step() {
        double loss = subject.step(next);
        next = (next + 1) % data.batches();
        return loss;
    }

    /** Returns the number of batches of an epoch. */
    int batches() {
        return data.batches();
    }

    /** Returns the operations of a step with a full batch. */
    long flop() {
        return Flops.trainingStep(network, data.size(0));
    }

    /**
     * Makes the first step and compares its loss with a plain network, and its gradient, which is
     * the update by the learning rate, with the slope of the plain network's loss along a random
     * direction through all parameters.
     *
     * @throws IllegalStateException if they differ
     */
    void check() {
        float[] images = data.floats(next);
        int[] classes = data.classes(next);
        float[][] before = subject.parameters();
        checkLoss();
        float[][] after = subject.parameters();
        float[][] direction = signs(before);
        double slope = 0;
        double squares = 0;
        long count = 0;
        for (int i = 0; i < before.length; i++) {
            count += before[i].length;
            for (int j = 0; j < before[i].length; j++) {
                double g = ((double) before[i][j] - after[i][j]) / TrainingSubject.RATE;
                slope += g * direction[i][j];
                squares += g * g;
            }
        }
        double distance = DISTANCE / Math.sqrt((double) count);
        double expected =
                (loss(moved(before, direction, distance), images, classes)
                                - loss(moved(before, direction, -distance), images, classes))
                        / (2 * distance);
        set(after);
        if (!(Math.abs(slope - expected) <= SLOPE_TOLERANCE * Math.sqrt(squares))) {
            throw new IllegalStateException(
                    "The gradient of the first step has a slope of %.4g along a random direction instead"
                                    .formatted(slope)
                            + " of %.4g.".formatted(expected));
        }
    }

    /**
     * Makes a step and compares its loss with a plain network.
     *
     * @throws IllegalStateException if they differ
     */
    void checkLoss() {
        double expected = loss(subject.parameters(), data.floats(next), data.classes(next));
        double loss = step();
        Notes.largest("error", Math.abs(loss - expected) / expected);
        if (!(Math.abs(loss - expected) <= LOSS_TOLERANCE * expected)) {
            throw new IllegalStateException(
                    "A step has a loss of %.6f instead of %.6f.".formatted(loss, expected));
        }
    }

    private static float[][] signs(float[][] like) {
        SplittableRandom random = new SplittableRandom(3);
        float[][] signs = new float[like.length][];
        for (int i = 0; i < like.length; i++) {
            signs[i] = new float[like[i].length];
            for (int j = 0; j < like[i].length; j++) {
                signs[i][j] = random.nextBoolean() ? 1 : -1;
            }
        }
        return signs;
    }

    private static float[][] moved(float[][] from, float[][] direction, double distance) {
        float[][] moved = new float[from.length][];
        for (int i = 0; i < from.length; i++) {
            moved[i] = new float[from[i].length];
            for (int j = 0; j < from[i].length; j++) {
                moved[i][j] = (float) (from[i][j] + distance * direction[i][j]);
            }
        }
        return moved;
    }

    private void set(float[][] weights) {
        for (int i = 0; i < weights.length; i++) {
            Parameter parameter = network.parameters().get(i);
            parameter.set(weights[i]);
        }
    }

    private double loss(float[][] weights, float[] images, int[] classes) {
        set(weights);
        return new ReferenceNetwork(network).loss(images, classes);
    }

    @Override
    public void close() {
        subject.close();
        network.close();
    }
}
