package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.prediction.NetworkPredictor;
import io.github.lanewise.mnist.prediction.Predictor;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model that predicts. */
final class ModelArguments {
    @Option(
            names = TrainedNetwork.WEIGHTS,
            required = true,
            paramLabel = "FILE",
            description = "Weights that 'lanewise train --out' wrote.")
    private Path weights = Path.of("");

    /** Returns the file of the model. */
    Path file() {
        return weights;
    }

    /**
     * Opens the model; the caller closes it.
     *
     * @param threads that share the work on an image
     */
    Predictor open(int threads) {
        TrainedNetwork trained = TrainedNetwork.open(weights);
        return new NetworkPredictor(trained.network(), trained.metadata().normalization(), threads);
    }
}
