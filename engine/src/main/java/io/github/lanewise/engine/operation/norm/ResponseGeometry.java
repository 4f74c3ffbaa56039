package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Shape;

/**
 * Where the squares of some neighbouring pixels stand: for each pixel the channels one after the
 * other, with zeros before and behind, so that the sum for a vector of channels is one of vectors
 * that are a float apart. Behind the pixels is a vector for each of them.
 *
 * @param image C×H×W
 * @param before channels in a sum in front of its own
 * @param behind channels in a sum behind its own
 * @param pixels at most, of a row
 */
record ResponseGeometry(Shape image, int before, int behind, int pixels) {
    private static final int V = Lanes.BYTES;

    /** Squares that stay in the first cache level. */
    private static final long BYTES = 16 * 1024;

    static ResponseGeometry of(Shape image, int size) {
        int before = Math.min((size - 1) / 2, image.channels() - 1);
        int behind = Math.min(size / 2, image.channels() - 1);
        ResponseGeometry one = new ResponseGeometry(image, before, behind, 1);
        long pixels = Math.clamp(BYTES / one.pitch(), 1L, (long) image.width());
        return new ResponseGeometry(image, before, behind, (int) pixels);
    }

    /** Returns the channels of a sum. */
    int channels() {
        return before + 1 + behind;
    }

    /** Returns the number of vectors of zeros in front of the first square. */
    int zerosBefore() {
        return Math.ceilDiv(before, Lanes.COUNT);
    }

    /** Returns the byte offset of the square of channel 0 of a pixel. */
    long squares(int pixel) {
        return pixel * pitch() + (long) zerosBefore() * V;
    }

    /** Returns the byte offset of the first zero behind the squares of a pixel. */
    long end(int pixel) {
        return squares(pixel) + (long) image.channels() * Float.BYTES;
    }

    /**
     * Returns the number of vectors of zeros from there on: up to the last lane of the last plane
     * and the channels behind that.
     */
    int zerosBehind() {
        int unused = planes() * Lanes.COUNT - image.channels();
        return Math.ceilDiv(unused + behind, Lanes.COUNT);
    }

    /** Returns the bytes from one pixel to the next. */
    long pitch() {
        return (long) (zerosBefore() + planes() + zerosBehind()) * V;
    }

    /** Returns the byte offset of the vectors behind all pixels. */
    long vectors() {
        return pixels * pitch();
    }

    long byteSize() {
        return vectors() + (long) pixels * V;
    }

    int planes() {
        return Math.ceilDiv(image.channels(), Lanes.COUNT);
    }
}
