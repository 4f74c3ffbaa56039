package io.github.lanewise.mnist.prediction;

import io.github.lanewise.engine.network.Inference;
import io.github.lanewise.engine.network.Network;
import io.github.lanewise.engine.parallel.Workers;
import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.data.ClassNames;
import io.github.lanewise.mnist.training.Normalization;
import java.util.Optional;

/** A network of layers. */
public final class NetworkPredictor implements Predictor {
    private final Network network;
    private final Optional<Normalization> normalization;
    private final ClassNames classNames;
    private final Workers workers;
    private final Inference inference;

    /**
     * Makes a network ready to predict.
     *
     * @param network closed with this
     * @param normalization that it was trained with, if it is known
     * @param classNames names of its classes
     * @param threads that share the work on an image
     */
    public NetworkPredictor(
            Network network,
            Optional<Normalization> normalization,
            ClassNames classNames,
            int threads) {
        this.network = network;
        this.normalization = normalization;
        this.classNames = classNames;
        workers = new Workers(threads);
        inference = new Inference(network, workers);
    }

    @Override
    public Shape input() {
        return network.input();
    }

    @Override
    public int classes() {
        return network.output().elements();
    }

    @Override
    public Optional<Normalization> normalization() {
        return normalization;
    }

    @Override
    public ClassNames classNames() {
        return classNames;
    }

    @Override
    public float[] scores(float[] nchw) {
        return inference.predict(nchw);
    }

    @Override
    public void close() {
        inference.close();
        workers.close();
        network.close();
    }
}
