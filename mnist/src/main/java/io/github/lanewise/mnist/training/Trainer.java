package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.network.TrainingBuilder;
import io.github.lanewise.engine.optimizer.LearningRate;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains a network for some epochs and evaluates it after each.
 *
 * <p>Options, data and lane count decide the weights to the last bit, whatever the number of
 * threads. Construction makes buffers and threads and needs no data, so that both can be had at the
 * same time.
 */
public final class Trainer implements AutoCloseable {
    private final TrainingOptions options;
    private final Workers workers;
    private final Training training;
    private final Inference inference;

    /**
     * Prepares a run; closing does not close the network.
     *
     * @param network what {@code options.model()} builds
     */
    public Trainer(TrainingOptions options, Network network) {
        this.options = options;
        workers = new Workers(options.threads());
        UpdateOptions update = options.update();
        TrainingBuilder builder =
                Training.of(network)
                        .batch(options.batch())
                        .workers(workers)
                        .optimizer(update.optimizer().optimizer())
                        .seed(options.seed());
        update.clipNorm().ifPresent(builder::clipNorm);
        training = builder.build();
        inference = new Inference(network, workers);
    }

    /**
     * Trains and evaluates.
     *
     * @param data images in the input shape of the network
     * @return one result per epoch
     * @throws DivergedException after an epoch whose loss is not finite; the listener has been told
     */
    public List<EpochResult> run(DataSet data, TrainingListener listener) {
        Normalization normalization = Normalization.of(options.model());
        AugmentedSamples trainingSamples = changing(data.training(), normalization);
        Samples testSamples = samples(data.test(), normalization);
        ImageOrder order = new ImageOrder(trainingSamples.count(), options.seed());
        List<EpochResult> results = new ArrayList<>();
        for (int epoch = 1; epoch <= options.epochs(); epoch++) {
            long start = System.nanoTime();
            trainingSamples.epoch(epoch);
            Progress progress = train(epoch, trainingSamples, order.next(), listener);
            double trainingSeconds = secondsSince(start);
            Evaluation test = inference.evaluate(testSamples);
            EpochResult result =
                    new EpochResult(
                            epoch,
                            progress.score(),
                            new Score(test.loss(), test.accuracy()),
                            progress.images / trainingSeconds,
                            secondsSince(start),
                            progress.learningRate);
            listener.epoch(result);
            results.add(result);
            if (!Double.isFinite(result.training().loss() + result.test().loss())) {
                throw new DivergedException(epoch, options.update().learningRate());
            }
        }
        return results;
    }

    /** Images and labels as the network reads them. */
    public static Samples samples(LabelledImages images, Normalization normalization) {
        return new ByteSamples(
                images.pixels(),
                images.labels(),
                Shape.of(images.channels(), images.height(), images.width()),
                normalization.scale(),
                normalization.shift());
    }

    private AugmentedSamples changing(LabelledImages images, Normalization normalization) {
        return new AugmentedSamples(
                images,
                normalization.scale(),
                normalization.shift(),
                options.augmentation(),
                options.seed());
    }

    private Progress train(int epoch, Samples samples, int[] order, TrainingListener listener) {
        UpdateOptions update = options.update();
        LearningRate schedule = update.schedule().at(update.learningRate());
        int steps = Math.ceilDiv(order.length, options.batch());
        long firstStep = (epoch - 1L) * steps;
        long allSteps = (long) options.epochs() * steps;
        Progress progress = new Progress();
        for (int step = 0; step < steps; step++) {
            int from = step * options.batch();
            int count = Math.min(options.batch(), order.length - from);
            progress.learningRate = schedule.at(firstStep + step, allSteps);
            training.step(samples, order, from, count, progress.learningRate);
            progress.images += count;
            progress.lossSum += training.loss();
            progress.correct += training.correct();
            listener.step(epoch, progress.images, progress.lossSum);
        }
        return progress;
    }

    /** Sums over the steps of an epoch; one object, as a step makes none. */
    private static final class Progress {
        private long images;
        private double lossSum;
        private long correct;
        private double learningRate;

        Score score() {
            return new Score(lossSum / images, (double) correct / images);
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Frees buffers and ends threads. */
    @Override
    public void close() {
        inference.close();
        training.close();
        workers.close();
    }
}
