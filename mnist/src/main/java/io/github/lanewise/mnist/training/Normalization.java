package io.github.lanewise.mnist.training;

import io.github.lanewise.mnist.data.DataSet;
import io.github.lanewise.mnist.data.PixelStatistics;
import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;
import java.util.Map;
import java.util.Optional;

/**
 * How a pixel from 0 to 255 becomes the value that a network reads: {@code pixel · scale + shift}.
 *
 * @param scale factor of the pixel
 * @param shift value of a black pixel
 */
public record Normalization(float scale, float shift) {
    /** Mean and standard deviation of all MNIST training pixels, as fractions of 255. */
    private static final double MNIST_MEAN = 0.1307;

    private static final double MNIST_DEVIATION = 0.3081;

    /** Mean 0 and standard deviation 1 over MNIST: (pixel / 255 − mean) / deviation. */
    public static final Normalization STANDARD =
            new Normalization(
                    (float) (1 / (255 * MNIST_DEVIATION)), (float) (-MNIST_MEAN / MNIST_DEVIATION));

    /** From −0.1 for background to 1.175 for ink (LeCun et al., 1998, section II.B). */
    public static final Normalization OF_1998 =
            new Normalization((float) (1.275 / 255), (float) -0.1);

    /** From 0 for black to 1 for white. */
    public static final Normalization FRACTIONS = new Normalization((float) (1 / 255.0), 0);

    /** One step of a pixel: pixels that hardly differ are not blown up to noise. */
    private static final double LEAST_DEVIATION = 1 / 255.0;

    private static final String SCALE = "pixel_scale";
    private static final String SHIFT = "pixel_shift";

    /**
     * Returns the normalization that a model is trained with on some data: that of digits, or else
     * the one that gives the training pixels the mean 0 and the standard deviation 1.
     */
    public static Normalization of(Model model, DataSet data) {
        if (data.digits()) {
            return of(model);
        }
        PixelStatistics pixels = data.training().statistics();
        double deviation = Math.max(pixels.deviation(), LEAST_DEVIATION);
        return new Normalization(
                (float) (1 / (255 * deviation)), (float) (-pixels.mean() / deviation));
    }

    /** Returns the normalization that a model is trained with on digits. */
    public static Normalization of(Model model) {
        return model.equals(Models.LENET5_1998) ? OF_1998 : STANDARD;
    }

    /** Returns the strings by which a file tells it. */
    public Map<String, String> strings() {
        return Map.of(SCALE, Float.toString(scale), SHIFT, Float.toString(shift));
    }

    /**
     * Reads the strings of a file.
     *
     * @return nothing if they do not tell it
     * @throws IllegalArgumentException if one of the two is missing or no number; the message
     *     follows the name of the file, and lacks the full stop
     */
    public static Optional<Normalization> read(Map<String, String> strings) {
        Optional<String> scale = Optional.ofNullable(strings.get(SCALE));
        Optional<String> shift = Optional.ofNullable(strings.get(SHIFT));
        if (scale.isEmpty() && shift.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Normalization(number(SCALE, scale), number(SHIFT, shift)));
    }

    private static float number(String key, Optional<String> text) {
        String given =
                text.orElseThrow(
                        () -> new IllegalArgumentException("has no metadata '" + key + "'"));
        try {
            float number = Float.parseFloat(given);
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, as what is not finite.
        }
        throw new IllegalArgumentException(
                "has the metadata '%s' = '%s', which is no number".formatted(key, given));
    }
}
