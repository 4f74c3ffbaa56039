package io.github.lanewise.mnist.augment;

import io.github.lanewise.mnist.data.LabelledImages;
import io.github.lanewise.mnist.data.SplitMix64;
import java.util.Optional;

/** Makes changed images; one thread at a time may use it. */
final class ImageWarper {
    private final Augmentation augmentation;
    private final LabelledImages images;
    private final SplitMix64 random = new SplitMix64(0);
    private final AffineMap map = new AffineMap();
    private final Optional<DisplacementField> field;
    private final PaddedPlane plane;

    /**
     * Makes room.
     *
     * @param values float for each of the 256 bytes; background is that of byte 0
     */
    ImageWarper(Augmentation augmentation, LabelledImages images, float[] values) {
        this.augmentation = augmentation;
        this.images = images;
        int height = images.height();
        int width = images.width();
        field =
                augmentation.elastic().isNone()
                        ? Optional.empty()
                        : Optional.of(new DisplacementField(augmentation.elastic(), height, width));
        plane = new PaddedPlane(height, width, Margin.of(augmentation, height, width), values);
    }

    /** Makes the changes that follow draw from the stream of a seed, an epoch and an image. */
    void restart(long seed, long stream, int image) {
        random.restart(seed, stream, image);
    }

    /** Writes a changed image, C×H×W, from {@code offset} on. */
    void warp(int image, float[] destination, int offset) {
        map.set(AffineMap.draw(augmentation, random));
        if (field.isPresent()) {
            field.get().draw(random);
        }
        int pixels = images.height() * images.width();
        for (int channel = 0; channel < images.channels(); channel++) {
            plane.load(images.pixels(), (image * images.channels() + channel) * pixels);
            int to = offset + channel * pixels;
            if (field.isPresent()) {
                plane.sample(map, field.get(), destination, to);
            } else {
                plane.sample(map, destination, to);
            }
        }
    }
}
