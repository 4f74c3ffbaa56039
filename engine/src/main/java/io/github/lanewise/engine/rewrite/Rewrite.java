package io.github.lanewise.engine.rewrite;

/** The ways to make a graph faster, in the order in which they are applied. */
public enum Rewrite {
    /** Nodes that read constants only become constants. */
    FOLD_CONSTANTS(new FoldConstants()),
    /** Reshape, Transpose and Reshape that interleave groups of channels become one node. */
    SHUFFLE_CHANNELS(new ShuffleChannels()),
    /** Zeros around the input of a convolution become its padding. */
    MERGE_PADS(new MergePads()),
    /**
     * Batch normalization, and what multiplies or adds a constant per channel, goes into the
     * filters of the convolution before it.
     */
    FOLD_SCALES(new FoldScales()),
    /** The sum of a convolution and another value is made where the convolution is stored. */
    FUSE_RESIDUALS(new FuseResiduals()),
    /** An activation is applied where the convolution or matrix product before it is stored. */
    FUSE_ACTIVATIONS(new FuseActivations());

    private final Pattern pattern;

    Rewrite(Pattern pattern) {
        this.pattern = pattern;
    }

    Pattern pattern() {
        return pattern;
    }
}
