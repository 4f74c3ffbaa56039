package io.github.lanewise.mnist.training;

import io.github.lanewise.models.Model;
import io.github.lanewise.models.Models;

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

    /** Returns the normalization that a model is trained with. */
    public static Normalization of(Model model) {
        return model.equals(Models.LENET5_1998) ? OF_1998 : STANDARD;
    }
}
