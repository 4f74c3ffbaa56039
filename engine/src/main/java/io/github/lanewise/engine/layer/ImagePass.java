package io.github.lanewise.engine.layer;

/**
 * The forward pass of a layer over one image, in pieces that workers do at the same time and in any
 * order. The output is overwritten; nothing is allocated.
 */
public interface ImagePass {
    /** Returns the number of pieces. */
    int tasks();

    /**
     * Computes a piece of the output.
     *
     * @param task 0 to {@link #tasks()} (exclusive)
     * @param worker whose scratch memory is used
     */
    void run(int task, int worker);
}
