package io.github.lanewise.mnist.augment;

import io.github.lanewise.engine.image.BytePlane;
import io.github.lanewise.engine.image.SamplePoints;
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
    private final SamplePoints points;
    private final BytePlane plane;

    /**
     * Makes room.
     *
     * @param plane turns a channel into floats
     * @throws IllegalArgumentException if coordinates of samples would be too large
     */
    ImageWarper(Augmentation augmentation, LabelledImages images, BytePlane plane) {
        this.augmentation = augmentation;
        this.images = images;
        this.plane = plane;
        int height = images.height();
        int width = images.width();
        if (!augmentation.fits(height, width)) {
            throw new IllegalArgumentException(
                    "Images of %d × %d pixels are too large for such an augmentation."
                            .formatted(height, width));
        }
        field =
                augmentation.elastic().isNone()
                        ? Optional.empty()
                        : Optional.of(new DisplacementField(augmentation.elastic(), height, width));
        points =
                field.map(drawn -> new SamplePoints(height, width, drawn.field()))
                        .orElseGet(() -> new SamplePoints(height, width));
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
        map.place(points, images.height(), images.width());
        int pixels = images.height() * images.width();
        for (int channel = 0; channel < images.channels(); channel++) {
            plane.load(images.pixels(), (image * images.channels() + channel) * pixels);
            plane.sample(points, destination, offset + channel * pixels);
        }
    }
}
