package io.github.lanewise.mnist.command;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.mnist.command.Choices.FramingName;
import io.github.lanewise.mnist.image.Framing;
import io.github.lanewise.mnist.image.Resizer;
import io.github.lanewise.mnist.prediction.ImageInput;
import io.github.lanewise.mnist.prediction.Predictor;
import io.github.lanewise.mnist.training.Normalization;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How images become input. */
final class ImageArguments {
    private static final String MEAN = "--mean";
    private static final String STD = "--std";
    private static final Normalization FRACTIONS = new Normalization((float) (1 / 255.0), 0);

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

    @Option(
            names = MEAN,
            split = ",",
            paramLabel = "X",
            description =
                    "Mean of pixels from 0 to 1, one for all channels or one for each (default:"
                            + " as the model was trained; 0 with --std).")
    private List<Double> mean = List.of();

    @Option(
            names = STD,
            split = ",",
            paramLabel = "X",
            description =
                    "Standard deviation of pixels from 0 to 1 (default: as the model was trained;"
                            + " 1 with --mean).")
    private List<Double> deviation = List.of();

    /** Refuses numbers with which nothing can be done. */
    void check() {
        mean.forEach(value -> Checks.finite(MEAN, value));
        deviation.forEach(value -> Checks.positive(STD, value));
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
        requireCount(MEAN, mean, shape.channels());
        requireCount(STD, deviation, shape.channels());
        Resizer resizer =
                new Resizer(shape.channels(), shape.height(), shape.width(), framing, inverted);
        boolean given = !mean.isEmpty() || !deviation.isEmpty();
        return new ImageInput(
                resizer,
                given
                        ? IntStream.range(0, shape.channels()).mapToObj(this::given).toList()
                        : List.of(predictor.normalization().orElse(FRACTIONS)));
    }

    private static void requireCount(String option, List<Double> values, int channels) {
        if (values.size() > 1 && values.size() != channels) {
            throw CommandException.usage(
                    "%s has %d numbers, but the model reads %d channels; give one or %d."
                            .formatted(option, values.size(), channels, channels));
        }
    }

    /** (pixel / 255 − mean) / deviation. */
    private Normalization given(int channel) {
        double channelMean = mean.isEmpty() ? 0 : mean.get(channel % mean.size());
        double divisor = deviation.isEmpty() ? 1 : deviation.get(channel % deviation.size());
        return new Normalization((float) (1 / (255 * divisor)), (float) (-channelMean / divisor));
    }
}
