package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.command.Choices.FramingName;
import io.github.lanewise.mnist.image.Framing;
import io.github.lanewise.mnist.image.Resizer;
import io.github.lanewise.mnist.prediction.ImageInput;
import io.github.lanewise.mnist.prediction.Predictor;
import io.github.lanewise.mnist.training.Normalization;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How images become input. */
final class ImageArguments {
    @Option(
            names = "--resize",
            paramLabel = "HOW",
            converter = FramingName.class,
            description =
                    "How other sizes become that of the model: fit (all of the image, between"
                            + " bars), stretch or crop (default: fit).")
    private Framing framing = Framing.FIT;

    @Option(
            names = "--invert",
            description = "Turn black into white, for models that know white on black.")
    private boolean inverted;

    @Mixin private final NormalizationArguments normalization = new NormalizationArguments();

    /** Refuses numbers with which nothing can be done. */
    void check() {
        normalization.check();
    }

    /**
     * Returns how images become the input of a model.
     *
     * @throws CommandException if the model does not read images, or has another number of channels
     *     than the normalization
     */
    ImageInput input(Predictor predictor) {
        Shape shape = predictor.input();
        if (!ImageInput.fits(shape)) {
            throw new CommandException(
                    ExitStatus.WEIGHTS,
                    "The model reads %s, but images have 1 or 3 channels; name another model."
                            .formatted(shape));
        }
        List<Normalization> channels =
                normalization
                        .given(shape.channels())
                        .orElseGet(() ->
                                List.of(predictor.normalization().orElse(Normalization.FRACTIONS)));
        return new ImageInput(
                new Resizer(shape.channels(), shape.height(), shape.width(), framing, inverted),
                channels);
    }
}
