package io.github.lanewise.bench.network;

import io.github.lanewise.bench.Flops;
import io.github.lanewise.bench.measure.Notes;
import io.github.lanewise.bench.reference.ReferenceNetwork;
import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;

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

    /** Of a drop in loss that is predicted to first order. */
    private static final double DROP_TOLERANCE = 0.1;

    /** Part of the step that is looked at: the whole one is too long for the first order. */
    private static final float PART = 0x1p-3f;

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
     * Makes a step and compares its loss, and by how much its beginning lowers the loss, with a
     * plain network.
     *
     * @throws IllegalStateException if they differ
     */
    void check() {
        float[] images = data.floats(next);
        int[] classes = data.classes(next);
        float[][] before = subject.parameters();
        double expected = loss(before, images, classes);
        double loss = step();
        float[][] after = subject.parameters();
        double moved = 0;
        float[][] between = new float[before.length][];
        for (int i = 0; i < before.length; i++) {
            between[i] = new float[before[i].length];
            for (int j = 0; j < before[i].length; j++) {
                double change = (double) after[i][j] - before[i][j];
                moved += change * change;
                between[i][j] = (float) (before[i][j] + PART * change);
            }
        }
        double drop = expected - loss(between, images, classes);
        set(after);
        // To first order the loss falls by rate · |gradient|² = |change|² / rate.
        double predicted = PART * moved / TrainingSubject.RATE;
        Notes.largest("error", Math.abs(loss - expected) / expected);
        if (!(Math.abs(loss - expected) <= LOSS_TOLERANCE * expected)
                || !(Math.abs(drop - predicted) <= DROP_TOLERANCE * predicted)) {
            throw new IllegalStateException(
                    "The first step has a loss of %.6f instead of %.6f and its beginning lowers it by"
                                    .formatted(loss, expected)
                            + " %.3g instead of %.3g.".formatted(drop, predicted));
        }
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
