package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.ByteSamples;
import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.optimizer.LearningRate;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.List;
import java.util.Optional;

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
     * Trains and evaluates. At the end the network holds the weights of the epoch that the options
     * choose: their moving average where there is one.
     *
     * @param data images in the input shape of the network
     * @return one result per epoch
     * @throws DivergedException after an epoch whose loss is not finite; the listener has been told
     */
    public List<EpochResult> run(DataSet data, TrainingListener listener) {
        return run(data, listener, RunKeeper.NONE).results();
    }

    /**
     * Trains and evaluates from where the keeper says, and has the run kept. It ends after its last
     * epoch, or where the options say.
     *
     * @param data images in the input shape of the network
     * @return what it came to, with the epochs of earlier sessions
     * @throws DivergedException after an epoch whose loss is not finite; the listener has been told
     * @throws StoppedException if the keeper wanted an early end; the run has been kept
     */
    public RunOutcome run(DataSet data, TrainingListener listener, RunKeeper keeper) {
        Normalization normalization = Normalization.of(options.model(), data);
        AugmentedSamples trainingSamples = changing(options, data.training(), normalization);
        Split split = split(data.training());
        Examiner examiner = examiner(data, split, normalization);
        ImageOrder order = new ImageOrder(split.training(), options.seed());
        Position position = keeper.begin(learner);
        listener.started(position);
        for (int epoch = 1; epoch <= position.results().size(); epoch++) {
            order.next();
        }
        Progress progress = new Progress(position);
        StopRules stops = new StopRules(options.selection().stop(), position);
        Followers followers = new Followers(listener, keeper, stops);
        Optional<String> reason = reason(progress, stops);
        while (progress.results().size() < options.epochs() && reason.isEmpty()) {
            trainingSamples.epoch(progress.epoch());
            if (train(progress, trainingSamples, order.next(), followers)) {
                end(progress, evaluated(progress, examiner), followers);
            }
            reason = reason(progress, stops);
        }
        // Within an epoch nothing has been evaluated yet.
        EpochResult last =
                progress.steps() > 0 ? evaluated(progress, examiner) : progress.results().getLast();
        requireFinite(last);
        learner.end();
        return new RunOutcome(
                progress.results(), options.selection().chosen(progress.results(), last), reason);
    }

    /** Returns why the run ends before its last epoch, if it does. */
    private Optional<String> reason(Progress progress, StopRules stops) {
        return progress.results().size() < options.epochs()
                ? stops.reason(progress.results(), progress.steps())
                : Optional.empty();
    }

    /** Ends an epoch whose steps have been made. */
    private void end(Progress progress, EpochResult result, Followers followers) {
        followers.listener.epoch(result);
        requireFinite(result);
        progress.nextEpoch(result);
        if (options.selection().restoreBest() && ModelSelection.isLastBest(progress.results())) {
            learner.rememberAsBest();
        }
        keep(progress, followers.keeper);
    }

    private void requireFinite(EpochResult result) {
        if (!result.isFinite()) {
            throw new DivergedException(result.epoch(), options.update().learningRate());
        }
    }

    private Examiner examiner(DataSet data, Split split, Normalization normalization) {
        return new Examiner(
                inference,
                split.validation(samples(data.training(), normalization)),
                samples(data.test(), normalization));
    }

    private Split split(LabelledImages images) {
        int heldOut = options.selection().heldOut().of(images.count());
        return Split.of(images.labels(), heldOut, options.seed());
    }

    private EpochResult evaluated(Progress progress, Examiner examiner) {
        long start = System.nanoTime();
        EpochScores scores = examiner.scores(learner, progress.score());
        return progress.result(scores, secondsSince(start));
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

    /** Returns images as the network reads them, changed as the options say. */
    static AugmentedSamples changing(
            TrainingOptions options, LabelledImages images, Normalization normalization) {
        return new AugmentedSamples(
                images,
                normalization.scale(),
                normalization.shift(),
                options.augmentation(),
                options.seed());
    }

    /** Who is told of each step, or asked whether it is the last. */
    private record Followers(TrainingListener listener, RunKeeper keeper, StopRules stops) {
        boolean isDue(long steps) {
            return keeper.isStopping() || keeper.isDue(steps) || stops.isTimeOver();
        }
    }

    /**
     * Makes the steps of an epoch that are left.
     *
     * @return whether all have been made; else the run has been kept, and its time is over
     */
    private boolean train(Progress progress, Samples samples, int[] order, Followers followers) {
        UpdateOptions update = options.update();
        LearningRate schedule = update.schedule().at(update.learningRate());
        int steps = Math.ceilDiv(order.length, options.batch());
        long firstStep = (progress.epoch() - 1L) * steps;
        long allSteps = (long) options.epochs() * steps;
        long start = System.nanoTime();
        double secondsBefore = progress.seconds();
        while (progress.steps() < steps) {
            int from = progress.steps() * options.batch();
            int count = Math.min(options.batch(), order.length - from);
            double rate = schedule.at(firstStep + progress.steps(), allSteps);
            learner.step(samples, order, from, count, rate);
            progress.add(count, learner.training(), rate);
            followers.listener.step(progress.epoch(), progress.images(), progress.lossSum());
            if (progress.steps() < steps && followers.isDue(learner.training().steps())) {
                progress.setSeconds(secondsBefore + secondsSince(start));
                keep(progress, followers.keeper);
                if (followers.stops.isTimeOver()) {
                    return false;
                }
            }
        }
        progress.setSeconds(secondsBefore + secondsSince(start));
        return true;
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
