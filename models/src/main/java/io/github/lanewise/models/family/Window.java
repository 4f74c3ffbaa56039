package io.github.lanewise.models.family;

import io.github.lanewise.engine.tensor.Shape;
import io.github.lanewise.engine.tensor.ShapeException;

/**
 * A window that moves over an image.
 *
 * @param height of the window in pixels
 * @param width of the window in pixels
 * @param stride between two windows, down and across
 * @param padding pixels on each side
 * @param ceil whether a window may be cut off below and on the right, as in Caffe's pools
 */
record Window(int height, int width, int stride, int padding, boolean ceil) {
    /** Returns a square window that moves by one pixel, without padding. */
    static Window of(int size) {
        return new Window(size, size, 1, 0, false);
    }

    /** Returns a window of {@code height} × {@code width}, without padding. */
    static Window of(int height, int width) {
        return new Window(height, width, 1, 0, false);
    }

    Window stride(int pixels) {
        return new Window(height, width, pixels, padding, ceil);
    }

    Window padding(int pixels) {
        return new Window(height, width, stride, pixels, ceil);
    }

    Window ceiling() {
        return new Window(height, width, stride, padding, true);
    }

    /** Whether the windows of an odd size are around all pixels, or each of a stride. */
    boolean same() {
        return !ceil && padding > 0 && height == width && height == 2 * padding + 1;
    }

    /**
     * Returns the number of windows down and across, with as many channels as the input.
     *
     * @throws ShapeException if an image is smaller than the window
     */
    Shape over(Shape input) {
        int down = windows(input.height(), height);
        int across = windows(input.width(), width);
        if (down < 1 || across < 1) {
            throw new ShapeException(
                    ("A window of %d×%d does not fit into %s with a padding of %d; use a larger"
                                    + " image.")
                            .formatted(height, width, input, padding));
        }
        return Shape.of(input.channels(), down, across);
    }

    private int windows(int extent, int size) {
        int room = extent + 2 * padding - size;
        return (ceil ? Math.ceilDiv(room, stride) : Math.floorDiv(room, stride)) + 1;
    }

    /** Returns the padding below so that {@code down} windows fit as a whole. */
    int paddingBelow(int extent, int down) {
        return (down - 1) * stride + height - extent - padding;
    }

    /** Returns the padding on the right so that {@code across} windows fit as a whole. */
    int paddingRight(int extent, int across) {
        return (across - 1) * stride + width - extent - padding;
    }
}
