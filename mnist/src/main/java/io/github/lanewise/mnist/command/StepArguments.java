package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.Choices.TrainedModelName;
import io.github.lanewise.mnist.training.Defaults;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import picocli.CommandLine.Option;

/** What a step trains, and with how many images. */
final class StepArguments {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = TrainedModelName.class,
            description =
                    "lenet5, lenet5-1998, vgg28 or vgg28-bn (default: " + Defaults.MODEL + ").")
    private Model model = Models.named(Defaults.MODEL).orElseThrow();

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Images per step (default: " + Defaults.BATCH + ").")
    private int batch = Defaults.BATCH;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Fixes the initial weights, the order of the images and how they are changed"
                            + " (default: "
                            + Defaults.SEED
                            + ").")
    private long seed = Defaults.SEED;

    Model model() {
        return model;
    }

    /** Returns the images per step. */
    int batch() {
        Checks.atLeast("--batch", batch, 1);
        return batch;
    }

    long seed() {
        return seed;
    }

    /**
     * Refuses a step of more images than there are.
     *
     * @param images to learn from
     */
    void checkBatch(int images) {
        if (batch > images) {
            throw CommandException.usage(
                    "--batch %d is more than the %d training images; choose a smaller one."
                            .formatted(batch, images));
        }
    }
}
