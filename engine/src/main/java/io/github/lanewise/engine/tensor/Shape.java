package io.github.lanewise.engine.tensor;

/**
 * Extents of one image or feature map: C channels of H × W pixels. The number of images is never
 * part of it, since any batch is a row of lane groups, or of single images, of this shape.
 *
 * @param channels C, at least 1
 * @param height H in pixels, at least 1
 * @param width W in pixels, at least 1
 */
public record Shape(int channels, int height, int width) {

    /**
     * @throws ShapeException if an extent is below 1 or the product exceeds {@link
     *     Integer#MAX_VALUE}
     */
    public Shape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new ShapeException(
                    "A shape needs extents of at least 1, but got "
                            + format(channels, height, width)
                            + " (channels × height × width).");
        }
        if ((double) channels * height * width > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "One image of shape "
                            + format(channels, height, width)
                            + " has more than 2^31 - 1 elements; use a smaller image.");
        }
    }

    /** Returns the shape of C channels of H × W pixels. */
    public static Shape of(int channels, int height, int width) {
        return new Shape(channels, height, width);
    }

    /** Returns the shape of a vector of {@code features} values: features × 1 × 1. */
    public static Shape vector(int features) {
        return new Shape(features, 1, 1);
    }

    /** Returns C·H·W. */
    public int elements() {
        return channels * height * width;
    }

    /** Returns H·W. */
    public int pixels() {
        return height * width;
    }

    @Override
    public String toString() {
        return format(channels, height, width);
    }

    private static String format(int channels, int height, int width) {
        return channels + "×" + height + "×" + width;
    }
}
