package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.prediction.Variants;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether images are judged by changed variants of them too. */
final class VariantArguments {
    private static final String COUNT = "--test-time-augmentation";
    private static final int MOST = 1000;

    @Option(
            names = COUNT,
            paramLabel = "N",
            description =
                    "Average the probabilities of N variants of each image, 2 to 1000: itself, and"
                            + " others that --shift, --rotate, --scale, --shear and --elastic make"
                            + " (default: the image alone).")
    private Optional<Integer> count = Optional.empty();

    @Mixin private final AugmentArguments augment = new AugmentArguments();

    /**
     * Returns the variants, if there are any.
     *
     * @throws CommandException if a number is out of its range, or an option lacks what it needs
     */
    Optional<Variants> variants() {
        Augmentation augmentation = augment.augmentation();
        if (count.isEmpty()) {
            if (!augmentation.isNone()) {
                throw CommandException.usage(
                        "%s have no effect without %s; add it."
                                .formatted(AugmentArguments.names("and"), COUNT));
            }
            return Optional.empty();
        }
        Checks.range(COUNT, count.get(), 2, MOST);
        if (augmentation.isNone()) {
            throw CommandException.usage(
                    "%s has no effect without %s; add one of them."
                            .formatted(COUNT, AugmentArguments.names("or")));
        }
        return Optional.of(new Variants(count.get(), augmentation));
    }
}
