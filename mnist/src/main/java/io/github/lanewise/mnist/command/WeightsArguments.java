package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.ModelName;
import io.github.lanewise.models.Model;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The weights of a trained network. */
final class WeightsArguments {
    /** Description of {@code --weights}. */
    static final String DESCRIPTION =
            "Weights that 'lanewise train --out' or PyTorch wrote, as safetensors.";

    /** Name of the option for what the file may not say. */
    static final String MODEL = "--model";

    /** All models, for annotations. */
    static final String MODELS =
            "lenet5, lenet5-1998, vgg28, vgg28-bn; vgg11, vgg13, vgg16 or vgg19, also with -bn for batch"
                    + " normalization";

    /** Description of {@code --model}. */
    static final String MODEL_DESCRIPTION =
            "The network that the weights belong to, where the file does not say it, as those of"
                    + " PyTorch: "
                    + MODELS
                    + ".";

    @Option(
            names = TrainedNetwork.WEIGHTS,
            required = true,
            paramLabel = "FILE",
            description = DESCRIPTION)
    private Path weights = Path.of("");

    @Option(
            names = MODEL,
            paramLabel = "MODEL",
            converter = ModelName.class,
            description = MODEL_DESCRIPTION)
    private Optional<Model> model = Optional.empty();

    /** Returns the file of the weights. */
    Path file() {
        return weights;
    }

    /** Reads the file; the caller closes the network. */
    TrainedNetwork open() {
        return TrainedNetwork.open(weights, model);
    }
}
