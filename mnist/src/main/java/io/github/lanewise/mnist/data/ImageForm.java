package io.github.lanewise.mnist.data;

/**
 * What all images of a data set are like, or those that a network reads.
 *
 * @param channels C
 * @param height H in pixels
 * @param width W in pixels
 * @param classes number of classes, which labels from 0 on name
 */
public record ImageForm(int channels, int height, int width, int classes) {
    /** Labels are bytes. */
    public static final int MOST_CLASSES = 256;

    /** Grey digits of 28 × 28 pixels, as those of MNIST. */
    public static final ImageForm DIGITS = new ImageForm(1, 28, 28, 10);

    /** Returns the same for another number of classes. */
    ImageForm withClasses(int number) {
        return new ImageForm(channels, height, width, number);
    }

    /** Returns whether images are of the same channels and size, whatever their classes. */
    public boolean hasShapeOf(ImageForm other) {
        return channels == other.channels && height == other.height && width == other.width;
    }

    /** Returns the bytes of an image. */
    int bytes() {
        return Math.multiplyExact(Math.multiplyExact(channels, height), width);
    }

    /** Returns the shape as in {@code 3×20×32}. */
    public String shape() {
        return channels + "×" + height + "×" + width;
    }
}
