package io.github.lanewise.engine.network;

import io.github.lanewise.engine.optimizer.Optimizer;
import io.github.lanewise.engine.optimizer.Sgd;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Workspace;

/** Collects the settings of a training. */
public final class TrainingBuilder {
    private final Network network;
    private int batch = 64;
    private Workers workers = new Workers(1);
    private Optimizer optimizer = Sgd.plain();
    private double clipNorm = Double.POSITIVE_INFINITY;
    private double labelSmoothing;
    private long seed;

    TrainingBuilder(Network network) {
        this.network = network;
    }

    /**
     * Sets the largest number of images of a step.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public TrainingBuilder batch(int images) {
        if (images < 1) {
            throw new IllegalArgumentException("A batch has at least 1 image, not " + images + ".");
        }
        batch = images;
        return this;
    }

    /** Sets the threads that share the work; they stay the caller's to close. */
    public TrainingBuilder workers(Workers threads) {
        workers = threads;
        return this;
    }

    /** Sets how parameters follow their gradients. */
    public TrainingBuilder optimizer(Optimizer rule) {
        optimizer = rule;
        return this;
    }

    /**
     * Sets the largest norm of all gradients together; longer ones are shortened to it (Pascanu et
     * al., arXiv 1211.5063).
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public TrainingBuilder clipNorm(double norm) {
        if (!(norm > 0)) {
            throw new IllegalArgumentException(
                    "The norm to clip gradients to is above 0, not " + norm + ".");
        }
        clipNorm = norm;
        return this;
    }

    /**
     * Sets how much of the target probability all classes share (Szegedy et al., arXiv 1512.00567,
     * section 7); the loss that a step returns is the one with these targets.
     *
     * @param share ε, from 0 for none to below 1
     * @throws IllegalArgumentException if it is another number
     */
    public TrainingBuilder labelSmoothing(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new IllegalArgumentException(
                    "Label smoothing is a number from 0 to below 1, not " + share + ".");
        }
        labelSmoothing = share;
        return this;
    }

    /** Sets the seed of what is random in layers, such as dropout. */
    public TrainingBuilder seed(long value) {
        seed = value;
        return this;
    }

    /**
     * Allocates the buffers.
     *
     * @throws IllegalStateException if the network is closed
     */
    public Training build() {
        return Workspace.filled(workspace -> new Training(this, workspace));
    }

    Network network() {
        return network;
    }

    int batch() {
        return batch;
    }

    Workers workers() {
        return workers;
    }

    Optimizer optimizer() {
        return optimizer;
    }

    double clipNorm() {
        return clipNorm;
    }

    double labelSmoothing() {
        return labelSmoothing;
    }

    long seed() {
        return seed;
    }
}
