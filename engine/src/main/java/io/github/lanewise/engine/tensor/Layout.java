package io.github.lanewise.engine.tensor;

import io.github.lanewise.engine.kernel.Lanes;

/**
 * Where the elements of one lane group stand: {@code [C][top + H + bottom][left + W + right][L]},
 * one float per image in the last axis. All offsets and strides are in bytes.
 *
 * @param shape extents of each of the L images
 * @param halo border of zeros around each channel
 * @param packed whether channels follow each other without a gap, so that the elements of an image
 *     stand in C·H·W order (needs an empty halo)
 */
public record Layout(Shape shape, Halo halo, boolean packed) {
    /**
     * Channels a multiple of this many bytes apart fall into few sets of the first cache level; one
     * vector between them spreads them out.
     */
    private static final long ALIAS_BYTES = 1024;

    /**
     * @throws ShapeException if the layout is packed with a halo, or 2 GiB or larger
     */
    public Layout {
        if (packed && !halo.equals(Halo.NONE)) {
            throw new ShapeException("A packed layout of " + shape + " has no border of zeros.");
        }
        long rows = (long) shape.height() + halo.top() + halo.bottom();
        long columns = (long) shape.width() + halo.left() + halo.right();
        double bytes = (double) shape.channels() * (rows * columns + 1) * Lanes.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "The feature map "
                            + shape
                            + " takes 2 GiB or more for "
                            + Lanes.COUNT
                            + " images; use smaller images or fewer channels.");
        }
    }

    /** Returns the layout of {@code shape} without border or gaps. */
    public static Layout packed(Shape shape) {
        return new Layout(shape, Halo.NONE, true);
    }

    /** Returns the layout of {@code shape} inside a border of zeros. */
    public static Layout of(Shape shape, Halo halo) {
        return new Layout(shape, halo, false);
    }

    /** Returns the bytes from one row to the next. */
    public long rowStride() {
        return (long) (shape.width() + halo.left() + halo.right()) * Lanes.BYTES;
    }

    /** Returns the bytes from one channel to the next. */
    public long planeStride() {
        long bytes = (shape.height() + halo.top() + halo.bottom()) * rowStride();
        boolean aliases = !packed && bytes % ALIAS_BYTES == 0;
        return aliases ? bytes + Lanes.BYTES : bytes;
    }

    /**
     * Returns the byte offset of the L lanes of pixel (channel, row, column); rows and columns
     * count from the first one inside the halo and may be negative within it.
     */
    public long offset(int channel, int row, int column) {
        return channel * planeStride()
                + (row + halo.top()) * rowStride()
                + (long) (column + halo.left()) * Lanes.BYTES;
    }

    /** Returns the size in bytes of one lane group, halo included. */
    public long byteSize() {
        return shape.channels() * planeStride();
    }
}
