package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.VectorModule;
import io.github.lanewise.mnist.command.Choices.ModelName;
import io.github.lanewise.mnist.image.ImageSize;
import io.github.lanewise.mnist.prediction.NetworkPredictor;
import io.github.lanewise.mnist.prediction.OnnxPredictor;
import io.github.lanewise.mnist.prediction.Predictor;
import io.github.lanewise.models.Model;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The model that predicts: weights of a network, or an ONNX model. */
final class ModelArguments {
    /** Name of the option of ONNX models. */
    static final String ONNX = "--onnx";

    private static final String SIZE = "--size";
    private static final String OUTPUT = "--output";

    @Option(
            names = TrainedNetwork.WEIGHTS,
            paramLabel = "FILE",
            description = WeightsArguments.DESCRIPTION)
    private Optional<Path> weights = Optional.empty();

    @Option(
            names = WeightsArguments.MODEL,
            paramLabel = "MODEL",
            converter = ModelName.class,
            description = WeightsArguments.MODEL_DESCRIPTION)
    private Optional<Model> model = Optional.empty();

    @Option(
            names = ONNX,
            paramLabel = "FILE",
            description = "An ONNX model that classifies images, in place of weights.")
    private Optional<Path> onnx = Optional.empty();

    @Option(
            names = SIZE,
            paramLabel = "HxW",
            converter = SizeConverter.class,
            description =
                    "Height and width of the images that an ONNX model reads, where its file leaves"
                            + " them open.")
    private Optional<ImageSize> size = Optional.empty();

    @Option(
            names = OUTPUT,
            paramLabel = "NAME",
            description = "The output of an ONNX model with the scores (default: its first).")
    private Optional<String> output = Optional.empty();

    /** Returns the file of the model. */
    Path file() {
        return onnx.or(() -> weights).orElseThrow();
    }

    /** Refuses anything but one model. */
    void check() {
        if (weights.isEmpty() && onnx.isEmpty()) {
            throw CommandException.usage("Name a model with --weights or --onnx.");
        }
        if (onnx.isPresent()) {
            Checks.named(ONNX, onnx.get());
            refuse(weights, TrainedNetwork.WEIGHTS, ONNX);
            refuse(model, WeightsArguments.MODEL, ONNX);
        } else {
            refuse(size, SIZE, TrainedNetwork.WEIGHTS);
            refuse(output, OUTPUT, TrainedNetwork.WEIGHTS);
        }
    }

    private static void refuse(Optional<?> value, String option, String other) {
        if (value.isPresent()) {
            throw CommandException.usage(
                    "%s has no effect with %s; leave one of them out.".formatted(option, other));
        }
    }

    /**
     * Opens the model; the caller closes it.
     *
     * @param threads that share the work on an image
     */
    Predictor open(int threads) {
        if (onnx.isPresent()) {
            VectorModule.require();
            return OnnxPredictor.open(onnx.get(), size, output, threads);
        }
        TrainedNetwork trained = TrainedNetwork.open(file(), model);
        return new NetworkPredictor(
                trained.network(),
                trained.metadata().normalization(),
                trained.metadata().classNames(),
                threads);
    }
}
