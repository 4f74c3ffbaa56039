package io.github.lanewise.mnist.training;

import io.github.lanewise.engine.layer.Parameter;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.network.Samples;
import io.github.lanewise.engine.network.Training;
import io.github.lanewise.engine.network.TrainingBuilder;
import io.github.lanewise.engine.network.WeightAverage;
import io.github.lanewise.engine.parallel.Workers;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network that is being trained, and the moving average of its weights where the options want
 * one. The training goes on with the weights themselves; what is tested and written is the average.
 */
public final class Learner implements AutoCloseable {
    private final Network network;
    private final Training training;
    private final double decay;
    private final Optional<WeightAverage> average;
    private Map<String, float[]> best = Map.of();

    /** Prepares the training; closing leaves the network open. */
    Learner(TrainingOptions options, Network network, Workers workers) {
        this.network = network;
        UpdateOptions update = options.update();
        TrainingBuilder builder =
                Training.of(network)
                        .batch(options.batch())
                        .workers(workers)
                        .optimizer(update.optimizer().optimizer())
                        .labelSmoothing(update.labelSmoothing())
                        .seed(options.seed());
        update.clipNorm().ifPresent(builder::clipNorm);
        training = builder.build();
        decay = update.averageDecay();
        average = decay > 0 ? Optional.of(WeightAverage.of(network)) : Optional.empty();
    }

    /** Returns the network; between steps it holds the weights that are trained. */
    public Network network() {
        return network;
    }

    /** Returns the training. */
    public Training training() {
        return training;
    }

    /** Returns whether there is an average. */
    public boolean isAveraging() {
        return average.isPresent();
    }

    /** Makes a step, as {@link Training#step} does, and takes the average. */
    void step(Samples images, int[] order, int from, int count, double rate) {
        training.step(images, order, from, count, rate);
        if (average.isPresent()) {
            average.get().update(decay(decay, training.steps()));
        }
    }

    /**
     * Returns the decay after a step. An average that began with a constant decay would long
     * remember the weights before the first step; so early on it is that of few steps: min(decay,
     * (1 + steps) / (10 + steps)), as TensorFlow's {@code tf.train.ExponentialMovingAverage} does
     * with {@code num_updates}.
     *
     * @param most the decay late in a run
     * @param steps made so far
     */
    static double decay(double most, long steps) {
        return Math.min(most, (1.0 + steps) / (10.0 + steps));
    }

    /**
     * Does a task while the network holds the weights to be judged: the average, if there is one.
     */
    public <T> T judged(Supplier<T> task) {
        average.ifPresent(WeightAverage::exchange);
        try {
            return task.get();
        } finally {
            average.ifPresent(WeightAverage::exchange);
        }
    }

    /** Copies the weights to be judged, for {@link #end}. */
    void rememberAsBest() {
        Map<String, float[]> copy = new HashMap<>();
        judged(() -> {
            for (Parameter parameter : network.parameters()) {
                copy.put(parameter.name(), parameter.toArray());
            }
            return copy;
        });
        best = copy;
    }

    /** Returns the weights of the best epoch by parameter; none where nobody wants them. */
    public Map<String, float[]> best() {
        return Map.copyOf(best);
    }

    /** Takes what {@link #best} was before. */
    public void restoreBest(Map<String, float[]> weights) {
        best = Map.copyOf(weights);
    }

    /** Leaves the network with the weights of the run; no step may follow. */
    void end() {
        average.ifPresent(WeightAverage::exchange);
        if (!best.isEmpty()) {
            for (Parameter parameter : network.parameters()) {
                parameter.set(Optional.ofNullable(best.get(parameter.name())).orElseThrow());
            }
        }
    }

    @Override
    public void close() {
        average.ifPresent(WeightAverage::close);
        training.close();
    }
}
