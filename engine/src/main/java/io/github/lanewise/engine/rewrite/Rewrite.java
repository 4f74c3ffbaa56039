package io.github.lanewise.engine.rewrite;

/** The ways to make a graph faster, in the order in which they are applied. */
public enum Rewrite {
    /** Nodes that read constants only become constants. */
    FOLD_CONSTANTS,
    /** Reshape, Transpose and Reshape that interleave groups of channels become one node. */
    SHUFFLE_CHANNELS,
    /** Zeros around the input of a convolution become its padding. */
    MERGE_PADS,
    /**
     * Batch normalization, and what multiplies or adds a constant per channel, goes into the
     * filters of the convolution before it.
     */
    FOLD_SCALES,
    /** The sum of a convolution and another value is made where the convolution is stored. */
    FUSE_RESIDUALS,
    /** An activation is applied where the convolution or Gemm before it is stored. */
    FUSE_ACTIVATIONS;

    Pattern pattern() {
        return switch (this) {
            case FOLD_CONSTANTS -> new FoldConstants();
            case SHUFFLE_CHANNELS -> new ShuffleChannels();
            case MERGE_PADS -> new MergePads();
            case FOLD_SCALES -> new FoldScales();
            case FUSE_RESIDUALS -> new FuseResiduals();
            case FUSE_ACTIVATIONS -> new FuseActivations();
        };
    }
}
