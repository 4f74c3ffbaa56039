package io.github.lanewise.mnist.data;

import io.github.lanewise.mnist.image.ImageSize;
import java.util.Optional;

/**
 * How files are read that can be read in several ways.
 *
 * @param order of the dimensions of IDX images that have four
 * @param size to which image files are fitted
 * @param network what a network reads, if the images are for one: image files become such images
 */
public record Interpretation(
        Optional<ChannelOrder> order, Optional<ImageSize> size, Optional<ImageForm> network) {
    /** As the files say. */
    public static final Interpretation OF_FILES =
            new Interpretation(Optional.empty(), Optional.empty(), Optional.empty());

    /** Returns the interpretation of images for a network. */
    public static Interpretation of(ImageForm network) {
        return new Interpretation(Optional.empty(), Optional.empty(), Optional.of(network));
    }
}
