package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Evaluation;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
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
    private final Learner learner;
    private final Inference inference;

    /**
     * Prepares a run; closing does not close the network.
     *
     * @param network what {@code options.model()} builds
     */
    public Trainer(TrainingOptions options, Network network) {
        this.options = options;
        workers = new Workers(options.threads());
        learner = new Learner(options, network, workers);
        inference = new Inference(network, workers);
    }

    /**
     * Trains and evaluates. At the end the network holds the weights that were evaluated last: the
     * moving average where there is one.
     *
     * @param data images in the input shape of the network
     * @return one result per epoch
     * @throws DivergedException after an epoch whose loss is not finite; the listener has been told
     */
    public List<EpochResult> run(DataSet data, TrainingListener listener) {
        return run(data, listener, RunKeeper.NONE);
    }

    /**
     * Trains and evaluates from where the keeper says, and has the run kept.
     *
     * @param data images in the input shape of the network
     * @return one result per epoch, also of those before
     * @throws DivergedException after an epoch whose loss is not finite; the listener has been told
     * @throws StoppedException if the keeper wanted an early end; the run has been kept
     */
    public List<EpochResult> run(DataSet data, TrainingListener listener, RunKeeper keeper) {
        AugmentedSamples trainingSamples = changing(options, data);
        Samples testSamples = samples(data.test(), Normalization.of(options.model()));
        ImageOrder order = new ImageOrder(trainingSamples.count(), options.seed());
        Position position = keeper.begin(learner);
        if (!position.equals(Position.START)) {
            listener.resumed(position);
        }
        for (int epoch = 1; epoch <= position.results().size(); epoch++) {
            order.next();
        }
        Progress progress = new Progress(position);
        while (progress.results.size() < options.epochs()) {
            trainingSamples.epoch(progress.epoch());
            train(progress, trainingSamples, order.next(), new Followers(listener, keeper));
            EpochResult result = evaluated(progress, testSamples);
            listener.epoch(result);
            if (!Double.isFinite(result.training().loss() + result.test().loss())) {
                throw new DivergedException(result.epoch(), options.update().learningRate());
            }
            progress.nextEpoch(result);
            keep(progress, keeper);
        }
        learner.end();
        return progress.results;
    }

    private EpochResult evaluated(Progress progress, Samples testSamples) {
        long start = System.nanoTime();
        Evaluation test = learner.judged(() -> inference.evaluate(testSamples));
        return new EpochResult(
                progress.epoch(),
                progress.score(),
                new Score(test.loss(), test.accuracy()),
                progress.images / progress.seconds,
                progress.seconds + secondsSince(start),
                progress.learningRate);
    }

    private void keep(Progress progress, RunKeeper keeper) {
        boolean stopping = keeper.isStopping();
        keeper.keep(learner, progress.position());
        if (stopping) {
            throw new StoppedException();
        }
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

    /** Returns the training images as the network reads them, changed as the options say. */
    static AugmentedSamples changing(TrainingOptions options, DataSet data) {
        Normalization normalization = Normalization.of(options.model());
        return new AugmentedSamples(
                data.training(),
                normalization.scale(),
                normalization.shift(),
                options.augmentation(),
                options.seed());
    }

    /** Who is told of each step. */
    private record Followers(TrainingListener listener, RunKeeper keeper) {}

    /** Makes the steps of an epoch that are left. */
    private void train(Progress progress, Samples samples, int[] order, Followers followers) {
        UpdateOptions update = options.update();
        LearningRate schedule = update.schedule().at(update.learningRate());
        int steps = Math.ceilDiv(order.length, options.batch());
        long firstStep = (progress.epoch() - 1L) * steps;
        long allSteps = (long) options.epochs() * steps;
        long start = System.nanoTime();
        double secondsBefore = progress.seconds;
        while (progress.steps < steps) {
            int from = progress.steps * options.batch();
            int count = Math.min(options.batch(), order.length - from);
            progress.learningRate = schedule.at(firstStep + progress.steps, allSteps);
            learner.step(samples, order, from, count, progress.learningRate);
            progress.add(count, learner.training());
            followers.listener.step(progress.epoch(), progress.images, progress.lossSum);
            RunKeeper keeper = followers.keeper;
            if (progress.steps < steps
                    && (keeper.isStopping() || keeper.isDue(learner.training().steps()))) {
                progress.seconds = secondsBefore + secondsSince(start);
                keep(progress, keeper);
            }
        }
        progress.seconds = secondsBefore + secondsSince(start);
    }

    /** Sums over the steps of an epoch; one object, as a step makes none. */
    private static final class Progress {
        private final List<EpochResult> results;
        private int steps;
        private long images;
        private double lossSum;
        private long correct;
        private double seconds;
        private double learningRate;

        Progress(Position position) {
            results = new ArrayList<>(position.results());
            steps = position.stepsOfEpoch();
            images = position.sums().images();
            lossSum = position.sums().lossSum();
            correct = position.sums().correct();
            seconds = position.sums().seconds();
        }

        /** The epoch under way, from 1. */
        int epoch() {
            return results.size() + 1;
        }

        void add(int count, Training training) {
            steps++;
            images += count;
            lossSum += training.loss();
            correct += training.correct();
        }

        void nextEpoch(EpochResult result) {
            results.add(result);
            steps = 0;
            images = 0;
            lossSum = 0;
            correct = 0;
            seconds = 0;
        }

        Score score() {
            return new Score(lossSum / images, (double) correct / images);
        }

        Position position() {
            return new Position(results, steps, new EpochSums(images, lossSum, correct, seconds));
        }
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Frees buffers and ends threads. */
    @Override
    public void close() {
        inference.close();
        learner.close();
        workers.close();
    }
}
