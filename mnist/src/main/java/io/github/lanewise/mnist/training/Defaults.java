package io.github.lanewise.mnist.training;

/**
 * What a run does where its options say nothing. With them LeNet-5 reaches 99 % on the test images
 * of MNIST in five epochs.
 */
public final class Defaults {
    /** The model. */
    public static final String MODEL = "lenet5";

    /** Epochs of a run. */
    public static final int EPOCHS = 5;

    /** Images per step. */
    public static final int BATCH = 64;

    /** Seed of weights and order. */
    public static final long SEED = 1;

    /** The optimizer. */
    public static final String OPTIMIZER = "sgd";

    /** The schedule of the learning rate. */
    public static final String SCHEDULE = "one-cycle";

    /** Highest learning rate of stochastic gradient descent. */
    public static final double SGD_LEARNING_RATE = 0.05;

    /** Momentum of stochastic gradient descent. */
    public static final double SGD_MOMENTUM = 0.9;

    /** Weight decay of stochastic gradient descent. */
    public static final double SGD_WEIGHT_DECAY = 0.0005;

    /** Highest learning rate of Adam. */
    public static final double ADAM_LEARNING_RATE = 0.004;

    /** Weight decay of Adam. */
    public static final double ADAM_WEIGHT_DECAY = 0.01;

    private Defaults() {}

    /**
     * Returns the rate for a batch: {@code rate} where it has {@link #BATCH} images or more, and in
     * proportion less where it has fewer (Goyal et al., arXiv 1706.02677, section 2.1).
     */
    public static double learningRate(double rate, int batch) {
        return rate * Math.min(batch, BATCH) / BATCH;
    }
}
