package io.github.lanewise.bench.convolution;

/** One direction of a convolution for one lane group, in buffers of its own. */
interface GroupPass {
    /** Brings what is read from plain memory, N·C·H·W, into the lanes. */
    void load(PlainInput input);

    /** Computes the lane group. */
    void run();

    /** Brings the result of the images of the group to their place in N·C·H·W. */
    void store(float[] result);
}
