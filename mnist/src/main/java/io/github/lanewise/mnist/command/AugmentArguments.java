package io.github.lanewise.mnist.command;

import io.github.lanewise.mnist.augment.Augmentation;
import io.github.lanewise.mnist.augment.Elastic;
import io.github.lanewise.mnist.data.LabelledImages;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How far images are changed at random. */
final class AugmentArguments {
    private static final String SHIFT = "--shift";
    private static final String ROTATE = "--rotate";
    private static final String SCALE = "--scale";
    private static final String SHEAR = "--shear";
    private static final String ELASTIC = "--elastic";
    private static final String SIGMA = "--elastic-sigma";

    @Option(
            names = SHIFT,
            paramLabel = "X",
            description =
                    "Move each image by up to X pixels to either side, up and down (default: 0).")
    private double shift;

    @Option(
            names = ROTATE,
            paramLabel = "X",
            description = "Turn it by up to X degrees to either side (default: 0).")
    private double rotation;

    @Option(
            names = SCALE,
            paramLabel = "X",
            description =
                    "Scale its width and height by factors from 1 - X to 1 + X, one for each"
                            + " (default: 0).")
    private double scale;

    @Option(
            names = SHEAR,
            paramLabel = "X",
            description =
                    "Slant it to either side by up to X pixels for each pixel of height (default:"
                            + " 0).")
    private double shear;

    @Option(
            names = ELASTIC,
            paramLabel = "X",
            description =
                    "Bend it by a smooth random field of strength X, such as 34 (alpha of Simard et"
                            + " al., 2003; default: 0).")
    private double alpha;

    @Option(
            names = SIGMA,
            paramLabel = "X",
            description =
                    "How smooth the field of --elastic is: deviation of its Gaussian in pixels"
                            + " (default: "
                            + Elastic.USUAL_SIGMA
                            + ").")
    private Optional<Double> sigma = Optional.empty();

    /**
     * Returns the augmentation, none by default.
     *
     * @throws CommandException if a number is out of its range or has no effect
     */
    Augmentation augmentation() {
        Checks.range(SHIFT, shift, 0, Augmentation.MOST_SHIFT);
        Checks.range(ROTATE, rotation, 0, Augmentation.MOST_ROTATION);
        Checks.range(SCALE, scale, 0, Augmentation.MOST_SCALE);
        Checks.range(SHEAR, shear, 0, Augmentation.MOST_SHEAR);
        return new Augmentation(shift, rotation, scale, shear, elastic());
    }

    /**
     * Checks that images can be changed so.
     *
     * @throws CommandException if they are too large
     */
    static void checkSize(Augmentation augmentation, LabelledImages images) {
        if (!augmentation.fits(images.height(), images.width())) {
            throw CommandException.usage(
                    "Images of %d×%d pixels are too large to be changed by %s; make the images smaller or the change less."
                            .formatted(
                                    images.height(), images.width(), augmentation.description()));
        }
    }

    /** Returns the options as a sentence names them. */
    static String names(String conjunction) {
        return "%s, %s, %s, %s %s %s".formatted(SHIFT, ROTATE, SCALE, SHEAR, conjunction, ELASTIC);
    }

    private Elastic elastic() {
        double smooth = sigma.orElse(Elastic.USUAL_SIGMA);
        Checks.range(SIGMA, smooth, Elastic.LEAST_SIGMA, Elastic.MOST_SIGMA);
        Checks.range(ELASTIC, alpha, 0, Elastic.MOST_FOLD * smooth * smooth);
        if (alpha == 0 && sigma.isPresent()) {
            throw CommandException.usage(
                    SIGMA + " has no effect without " + ELASTIC + "; leave it out.");
        }
        return new Elastic(alpha, smooth);
    }
}
