package io.github.lanewise.bench.network;

/**
 * A network in training with SGD, momentum 0.9, softmax cross-entropy, as somebody does it. Batches
 * are in the form that the subject likes best before the first step.
 */
public interface TrainingSubject extends AutoCloseable {
    /** The learning rate of every step. */
    double RATE = 1e-3;

    /** The momentum of every step. */
    double MOMENTUM = 0.9;

    /**
     * Makes one step: forward, backward, update.
     *
     * @param batch number of the batch
     * @return mean loss of the batch before the update, in nats
     */
    double step(int batch);

    /**
     * Returns the parameters as they are now, one array each, in the order, shapes and axes of
     * {@code Network.parameters()} of the network that the subject was made from.
     */
    float[][] parameters();

    @Override
    void close();
}
