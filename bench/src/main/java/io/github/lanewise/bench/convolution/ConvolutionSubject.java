package io.github.lanewise.bench.convolution;

/**
 * One direction of one convolution as somebody computes it, ready to run. Buffers are made, filled
 * and, where it pays, reordered when it is constructed.
 */
public interface ConvolutionSubject extends AutoCloseable {
    /** Computes with everything in the best layout. */
    void run();

    /**
     * Computes for a caller with plain N·C·H·W memory: brings x or dy into the best layout, runs,
     * and brings y or dx out of it, or dw into K·C·R·S.
     */
    void runFromNchw();

    /**
     * Returns what the last call computed: y N·K·P·Q, dx N·C·H·W or dw K·(C/groups)·R·S. {@code
     * fromNchw} says which of the two calls it was.
     */
    float[] result(boolean fromNchw);

    /** Returns the algorithm in a word or two, such as {@code brgconv:avx512_core}. */
    String implementation();

    @Override
    void close();
}
