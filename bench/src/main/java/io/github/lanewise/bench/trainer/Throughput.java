package io.github.lanewise.bench.trainer;

import io.github.lanewise.bench.trainer.Figure.Unit;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.mnist.training.Normalization;
import io.github.lanewise.models.Models;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Images per second of LeNet-5 with the defaults of the trainer, as they are and changed: epochs of
 * each, some steps in turn, with one network in one process, after some that do not count.
 */
final class Throughput implements AutoCloseable {
    /** So small that a network that is trained for long stays as it is. */
    private static final double RATE = 1e-4;

    private static final int WARM_UP = 3;

    /** Images until the next kind: some 10 ms, so that what disturbs one disturbs the others. */
    private static final int SLICE = 16 * Defaults.BATCH;

    /** Images that are changed in one way, and images/s with them. */
    private record Kind(String words, AugmentedSamples samples, List<Double> speeds) {}

    private final int[] order;
    private final Kind plain;
    private final Kind affine;
    private final Kind both;
    private final Network network;
    private final Workers workers;
    private final Training training;
    private int epochs;

    Throughput(DataSet data, int threads) {
        order = IntStream.range(0, data.training().count()).toArray();
        plain = kind("as they are", data, Augmentation.NONE);
        affine =
                kind(
                        "moved, turned, scaled, slanted",
                        data,
                        new Augmentation(2, 10, 0.1, 0.1, Elastic.NONE));
        both = kind("that and bent", data, new Augmentation(2, 10, 0.1, 0.1, new Elastic(34, 4)));
        network = Models.named(Defaults.MODEL).orElseThrow().build(Defaults.SEED);
        workers = new Workers(threads);
        training =
                Training.of(network)
                        .batch(Defaults.BATCH)
                        .workers(workers)
                        .optimizer(Sgd.withMomentum(Defaults.SGD_MOMENTUM))
                        .build();
    }

    private static Kind kind(String words, DataSet data, Augmentation augmentation) {
        Normalization normalization = Normalization.STANDARD;
        return new Kind(
                words,
                new AugmentedSamples(
                        data.training(),
                        normalization.scale(),
                        normalization.shift(),
                        augmentation,
                        Defaults.SEED),
                new ArrayList<>());
    }

    /** Measures so many epochs of each. */
    List<Figure> measure(int rounds) {
        List<Kind> kinds = List.of(plain, affine, both);
        for (int round = -WARM_UP; round < rounds; round++) {
            double[] seconds = epoch(kinds);
            for (int kind = 0; kind < seconds.length; kind++) {
                if (round >= 0) {
                    kinds.get(kind).speeds.add(order.length / seconds[kind]);
                }
            }
        }
        return List.of(
                speed(plain, "at least 60,000"),
                speed(affine, ""),
                speed(both, ""),
                cost(affine),
                cost(both));
    }

    private static Figure speed(Kind kind, String goal) {
        String name = "LeNet-5, images " + kind.words;
        return new Figure(name, Unit.IMAGES_PER_SECOND, goal, kind.speeds);
    }

    /** How much slower each epoch was than the plain one of its round. */
    private Figure cost(Kind kind) {
        List<Double> costs = new ArrayList<>();
        for (int round = 0; round < kind.speeds.size(); round++) {
            costs.add(1 - kind.speeds.get(round) / plain.speeds.get(round));
        }
        return new Figure("cost of images " + kind.words, Unit.SHARE, "at most 10 %", costs);
    }

    /** Makes an epoch of each kind, a few steps of each in turn; returns the seconds of each. */
    private double[] epoch(List<Kind> kinds) {
        epochs++;
        kinds.forEach(kind -> kind.samples.epoch(epochs));
        double[] seconds = new double[kinds.size()];
        for (int first = 0; first < order.length; first += SLICE) {
            int end = Math.min(first + SLICE, order.length);
            for (int kind = 0; kind < seconds.length; kind++) {
                long start = System.nanoTime();
                train(kinds.get(kind).samples, first, end);
                seconds[kind] += (System.nanoTime() - start) * 1e-9;
            }
        }
        return seconds;
    }

    private void train(AugmentedSamples images, int first, int end) {
        for (int from = first; from < end; from += Defaults.BATCH) {
            training.step(images, order, from, Math.min(Defaults.BATCH, end - from), RATE);
        }
    }

    @Override
    public void close() {
        training.close();
        workers.close();
        network.close();
    }
}
