package io.github.lanewise.bench.network;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import java.util.stream.IntStream;

/**
 * A network in training as Lanewise does it. It changes the parameters of the network that it is
 * made from. Images are kept as bytes, which each step turns into floats in lanes.
 */
final class LanewiseTrainingSubject implements TrainingSubject {
    private final Network network;
    private final TrainingData data;
    private final Samples samples;
    private final int[] order;
    private final Workers workers;
    private final Training training;

    LanewiseTrainingSubject(Network network, TrainingData data, int threads) {
        this.network = network;
        this.data = data;
        samples =
                new ByteSamples(
                        data.pixels(), data.labels(), data.image(), TrainingData.PIXEL_SCALE, 0);
        order = IntStream.range(0, data.images()).toArray();
        workers = new Workers(threads);
        training =
                Training.of(network)
                        .batch(data.size(0))
                        .workers(workers)
                        .optimizer(Sgd.withMomentum(MOMENTUM))
                        .build();
    }

    @Override
    public double step(int batch) {
        return training.step(samples, order, data.first(batch), data.size(batch), RATE);
    }

    @Override
    public float[][] parameters() {
        return network.parameters().stream().map(Parameter::toArray).toArray(float[][]::new);
    }

    @Override
    public void close() {
        training.close();
        workers.close();
    }
}
