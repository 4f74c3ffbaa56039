package io.github.lanewise.engine.layer.conv;

import io.github.lanewise.engine.layer.ImageBuffers;

/**
 * An image that a convolution is applied to.
 *
 * @param buffers its input and output, and the workers' scratch memory
 * @param end what is done to the results
 */
public record BoundImage(ImageBuffers buffers, RowEnd end) {}
