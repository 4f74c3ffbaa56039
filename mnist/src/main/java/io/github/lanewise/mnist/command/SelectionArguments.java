package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.command.NumberConverters.HeldOutNumber;
import io.github.lanewise.mnist.training.HeldOut;
import io.github.lanewise.mnist.training.ModelSelection;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** By which images epochs are compared, and which leaves its weights. */
final class SelectionArguments {
    private static final String VALIDATION = "--validation";

    @Option(
            names = VALIDATION,
            paramLabel = "N",
            converter = HeldOutNumber.class,
            description =
                    "Hold N training images out, or a share such as 0.1 of each class, and evaluate"
                            + " them after each epoch (default: 0). The best epoch is then the best"
                            + " on them; without them it is the best on the test images, whose"
                            + " accuracy is then no fair one.")
    private HeldOut heldOut = HeldOut.NONE;

    @Option(
            names = "--best",
            description = "End with the weights of the best epoch, not of the last.")
    private boolean best;

    @Mixin private final StopArguments stop = new StopArguments();

    /**
     * Returns the options.
     *
     * @throws CommandException if a number is out of its range, or an option lacks what it needs
     */
    ModelSelection selection() {
        return new ModelSelection(heldOut, best, stop.options(heldOut));
    }

    /**
     * Returns how many images are learned from.
     *
     * @param labels of the images that there are
     * @throws CommandException if none, or none of some class
     */
    int trainingImages(byte[] labels) {
        int images = labels.length;
        int held = heldOut.of(images);
        int left = images - held;
        if (left < 1) {
            throw CommandException.usage(
                    "%s holds out %d of the %d training images, so that none is left; hold out fewer."
                            .formatted(VALIDATION, held, images));
        }
        int most = HeldOut.most(labels);
        if (held > most) {
            throw CommandException.usage(
                    "%s holds out %d of the %d training images, but %d at most leave an image of each class to learn from; hold out fewer."
                            .formatted(VALIDATION, held, images, most));
        }
        return left;
    }
}
