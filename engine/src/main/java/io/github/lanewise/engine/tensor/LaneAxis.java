package io.github.lanewise.engine.tensor;

/** What the lanes of a vector carry. */
public enum LaneAxis {
    /**
     * One pixel of one channel of L images: every layer fills all lanes, whatever its channels. For
     * training, and for many images.
     */
    IMAGES,
    /** One pixel of L channels of one image, the last ones zero where C is no multiple of L. */
    CHANNELS
}
