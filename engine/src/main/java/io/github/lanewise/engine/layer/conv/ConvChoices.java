package io.github.lanewise.engine.layer.conv;

/**
 * How the three directions of a convolution are computed for a lane group of images, and how the
 * forward pass for a single image.
 *
 * @param forward from input to output
 * @param inputGradient from the gradient of the output to that of the input ("backward data")
 * @param filterGradient from input and gradient of the output to that of the filters ("backward
 *     weights")
 * @param image from input to output, of one image with channels in lanes
 */
public record ConvChoices(
        ConvChoice forward, ConvChoice inputGradient, ConvChoice filterGradient, ConvChoice image) {

    static ConvChoices all(ConvChoice choice) {
        return new ConvChoices(choice, choice, choice, choice);
    }
}
