package io.github.lanewise.bench.convolution;

/** How the activations lie in memory before and after the call that is timed. */
public enum DataLayout {
    /** As whoever computes likes it best; that is how it is inside a network. */
    OWN,
    /**
     * As a plain N·C·H·W array: bringing activations into the best layout and results out of it is
     * part of the time. Filters that are not the result stay as they were prepared.
     */
    NCHW
}
