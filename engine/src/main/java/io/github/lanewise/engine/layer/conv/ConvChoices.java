package io.github.lanewise.engine.layer.conv;

/**
 * How the three directions of a convolution are computed.
 *
 * @param forward from input to output
 * @param inputGradient from the gradient of the output to that of the input ("backward data")
 * @param filterGradient from input and gradient of the output to that of the filters ("backward
 *     weights")
 */
public record ConvChoices(
        ConvChoice forward, ConvChoice inputGradient, ConvChoice filterGradient) {}
