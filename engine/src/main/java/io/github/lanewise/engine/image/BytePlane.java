package io.github.lanewise.engine.image;

import io.github.lanewise.engine.kernel.BilinearPlane;
import java.util.Objects;

/**
 * One channel of an image of unsigned bytes, and bilinear samples of it as floats. All around it is
 * background: bytes of 0.
 */
public final class BytePlane {
    private final int height;
    private final int width;
    private final BilinearPlane plane;

    /**
     * Makes room, black as yet.
     *
     * @param height in pixels
     * @param width in pixels
     * @param scale a sample becomes {@code byte · scale + shift}
     * @param shift see {@code scale}
     * @throws IllegalArgumentException if an extent is below 1
     * @throws ArithmeticException if the image has 2³¹ pixels or more
     */
    public BytePlane(int height, int width, float scale, float shift) {
        if (height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "An image has pixels, not %d × %d.".formatted(height, width));
        }
        this.height = height;
        this.width = width;
        plane = new BilinearPlane(height, width, scale, shift);
    }

    /**
     * Takes the pixels that begin at {@code offset}, H×W.
     *
     * @throws IndexOutOfBoundsException if the array is too short
     */
    public void load(byte[] pixels, int offset) {
        Objects.checkFromIndexSize(offset, height * width, pixels.length);
        plane.load(pixels, offset);
    }

    /**
     * Writes a sample at each point, H×W. A sample between pixels is never beyond the least and the
     * most of the four around it, and one in the middle of a pixel is that pixel.
     *
     * @param offset where the first sample goes
     * @throws IllegalArgumentException if the points are those of another size
     * @throws IndexOutOfBoundsException if the array is too short
     */
    public void sample(SamplePoints points, float[] destination, int offset) {
        if (points.height() != height || points.width() != width) {
            throw new IllegalArgumentException(
                    "Points of %d × %d pixels do not fit to %d × %d."
                            .formatted(points.height(), points.width(), height, width));
        }
        Objects.checkFromIndexSize(offset, height * width, destination.length);
        points.sample(plane, destination, offset);
    }
}
