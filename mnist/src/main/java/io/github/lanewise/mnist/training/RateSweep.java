package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.mnist.augment.AugmentedSamples;
import io.github.lanewise.mnist.data.DataSet;
import java.util.ArrayList;
import java.util.List;

/**
 * A short training whose learning rate rises until the loss diverges: the learning rate range test
 * of L. N. Smith (arXiv 1506.01186, section 3.3), with a rate that grows by the same factor at each
 * step rather than by the same amount.
 *
 * @param from the first rate
 * @param to the last rate, above the first
 * @param steps at least 2
 */
public record RateSweep(double from, double to, int steps) {
    /** What remains of the past in the average of the losses at each step. */
    private static final double SMOOTHING = 0.95;

    /** The loss has diverged when the average is so many times its lowest value. */
    private static final double DIVERGED = 4;

    /**
     * A step.
     *
     * @param rate its learning rate
     * @param loss mean over its batch before it changes the weights, as in the figures of an epoch
     * @param smoothed the moving average of the losses until then
     */
    public record Point(double rate, double loss, double smoothed) {}

    /**
     * Trains and returns the steps, up to that at which the loss diverged.
     *
     * @param options model, batch, seed, threads, augmentation and update, but for the rates
     * @param network what {@code options.model()} builds; it is of no more use afterwards
     * @param data images in the input shape of the network, at least a batch of them
     */
    public List<Point> run(TrainingOptions options, Network network, DataSet data) {
        try (Workers workers = new Workers(options.threads());
                Learner learner = new Learner(options, network, workers)) {
            Normalization normalization = Normalization.of(options.model(), data);
            AugmentedSamples samples = Trainer.changing(options, data.training(), normalization);
            ImageOrder order = new ImageOrder(samples.count(), options.seed());
            return run(new Batches(learner, samples, order, options.batch()));
        }
    }

    private List<Point> run(Batches batches) {
        List<Point> points = new ArrayList<>();
        double average = 0;
        double weight = 0;
        double lowest = Double.POSITIVE_INFINITY;
        for (int step = 0; step < steps; step++) {
            double rate = rate(step);
            double loss = batches.step(rate);
            // An average that begins at 0, divided by the sum of its weights (Kingma and Ba, arXiv
            // 1412.6980, section 3).
            average = SMOOTHING * average + (1 - SMOOTHING) * loss;
            weight = SMOOTHING * weight + (1 - SMOOTHING);
            double smoothed = average / weight;
            points.add(new Point(rate, loss, smoothed));
            lowest = Math.min(lowest, smoothed);
            if (!(smoothed <= DIVERGED * lowest)) {
                break;
            }
        }
        return points;
    }

    /** Returns whether the last step is one at which the loss has diverged. */
    public static boolean hasDiverged(List<Point> points) {
        double lowest = points.stream().mapToDouble(Point::smoothed).min().orElse(0);
        return !(points.getLast().smoothed() <= DIVERGED * lowest);
    }

    /** from · (to / from)^(step / (steps − 1)) */
    private double rate(int step) {
        return from * StrictMath.pow(to / from, step / (steps - 1.0));
    }

    /** Full batches of one epoch after the other. */
    private static final class Batches {
        private final Learner learner;
        private final AugmentedSamples samples;
        private final ImageOrder order;
        private final int batch;
        private int[] images = {};
        private int next;
        private int epoch;

        Batches(Learner learner, AugmentedSamples samples, ImageOrder order, int batch) {
            this.learner = learner;
            this.samples = samples;
            this.order = order;
            this.batch = batch;
        }

        /** Makes a step and returns its loss per image. */
        double step(double rate) {
            if (next + batch > images.length) {
                images = order.next();
                next = 0;
                epoch++;
                samples.epoch(epoch);
            }
            learner.step(samples, images, next, batch, rate);
            next += batch;
            return learner.training().loss() / batch;
        }
    }
}
