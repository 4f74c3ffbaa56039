package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.training.Normalization;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** How pixels become input. */
final class NormalizationArguments {
    private static final String MEAN = "--mean";
    private static final String STD = "--std";

    @Option(
            names = MEAN,
            split = ",",
            paramLabel = "X",
            description =
                    "Mean of pixels from 0 to 1, one for all channels or one for each (default:"
                            + " as the file says; else, and with --std, 0).")
    private List<Double> mean = List.of();

    @Option(
            names = STD,
            split = ",",
            paramLabel = "X",
            description =
                    "Standard deviation of pixels from 0 to 1 (default: as the file says; else, and"
                            + " with --mean, 1).")
    private List<Double> deviation = List.of();

    /** Refuses numbers with which nothing can be done. */
    void check() {
        mean.forEach(value -> Checks.finite(MEAN, value));
        deviation.forEach(value -> Checks.positive(STD, value));
    }

    /**
     * Returns the normalization of each channel, if options give it.
     *
     * @throws CommandException if they are for another number of channels
     */
    Optional<List<Normalization>> given(int channels) {
        requireCount(MEAN, mean, channels);
        requireCount(STD, deviation, channels);
        return mean.isEmpty() && deviation.isEmpty()
                ? Optional.empty()
                : Optional.of(IntStream.range(0, channels).mapToObj(this::channel).toList());
    }

    /**
     * Returns the normalization of all channels, if options give it.
     *
     * @throws CommandException if they give one for each channel
     */
    Optional<Normalization> given() {
        if (mean.size() > 1 || deviation.size() > 1) {
            throw CommandException.usage(
                    "%s has %d numbers, but here one is for all channels; give one."
                            .formatted(
                                    mean.size() > 1 ? MEAN : STD,
                                    Math.max(mean.size(), deviation.size())));
        }
        return given(1).map(List::getFirst);
    }

    private static void requireCount(String option, List<Double> values, int channels) {
        if (values.size() > 1 && values.size() != channels) {
            throw CommandException.usage(
                    "%s has %d numbers, but the model reads %d channels; give one or %d."
                            .formatted(option, values.size(), channels, channels));
        }
    }

    /** (pixel / 255 − mean) / deviation. */
    private Normalization channel(int channel) {
        double channelMean = mean.isEmpty() ? 0 : mean.get(channel % mean.size());
        double divisor = deviation.isEmpty() ? 1 : deviation.get(channel % deviation.size());
        return new Normalization((float) (1 / (255 * divisor)), (float) (-channelMean / divisor));
    }
}
