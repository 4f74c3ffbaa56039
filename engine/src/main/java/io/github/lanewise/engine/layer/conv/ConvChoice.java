package io.github.lanewise.engine.layer.conv;

/**
 * How a direction of a convolution is computed, and why.
 *
 * @param algorithm never {@link ConvAlgorithm#AUTOMATIC}
 * @param reason in a few words
 */
public record ConvChoice(ConvAlgorithm algorithm, String reason) {}
