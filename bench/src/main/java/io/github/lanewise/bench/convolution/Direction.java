package io.github.lanewise.bench.convolution;

/** What a convolution computes. */
public enum Direction {
    /** y from x, filters and bias. */
    FORWARD,
    /** dx, the gradient of the input, from dy and filters. */
    BACKWARD_DATA,
    /** dw and db, the gradients of filters and bias, from x and dy. */
    BACKWARD_WEIGHTS
}
