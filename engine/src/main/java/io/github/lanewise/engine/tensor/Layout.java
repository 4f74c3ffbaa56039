package io.github.lanewise.engine.tensor;

import io.github.lanewise.engine.kernel.Lanes;

/**
 * Where the elements of one lane group stand: {@code [C][top + H + bottom][left + W + right][L]},
 * one float per image in the last axis. With channels in the lanes it is those of one image: {@code
 * [⌈C / L⌉][top + H + bottom][left + W + right][L]}. What stands under the first index is a plane.
 * All offsets and strides are in bytes.
 *
 * @param shape extents of each image
 * @param halo border of zeros around each plane
 * @param packed whether planes follow each other without a gap, so that the elements of an image
 *     stand in C·H·W order (needs an empty halo and images in the lanes)
 * @param lanes what the last axis is
 */
public record Layout(Shape shape, Halo halo, boolean packed, LaneAxis lanes) {
    /**
     * Planes a multiple of this many bytes apart fall into few sets of the first cache level; one
     * vector between them spreads them out.
     */
    private static final long ALIAS_BYTES = 1024;

    /**
     * @throws ShapeException if the layout is packed with a halo or with channels in the lanes, or
     *     2 GiB or larger
     */
    public Layout {
        if (packed && !halo.equals(Halo.NONE)) {
            throw new ShapeException("A packed layout of " + shape + " has no border of zeros.");
        }
        if (packed && lanes == LaneAxis.CHANNELS) {
            throw new ShapeException(
                    "A packed layout of " + shape + " has images in its lanes, not channels.");
        }
        long rows = (long) shape.height() + halo.top() + halo.bottom();
        long columns = (long) shape.width() + halo.left() + halo.right();
        double bytes = (double) planes(shape, lanes) * (rows * columns + 1) * Lanes.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new ShapeException(
                    "The feature map "
                            + shape
                            + " takes 2 GiB or more for "
                            + images(lanes)
                            + " image"
                            + (lanes == LaneAxis.IMAGES ? "s" : "")
                            + "; use smaller images or fewer channels.");
        }
    }

    /** Returns the layout of L images of {@code shape} without border or gaps. */
    public static Layout packed(Shape shape) {
        return new Layout(shape, Halo.NONE, true, LaneAxis.IMAGES);
    }

    /** Returns the layout of L images of {@code shape} inside a border of zeros. */
    public static Layout of(Shape shape, Halo halo) {
        return new Layout(shape, halo, false, LaneAxis.IMAGES);
    }

    /** Returns the layout of one image, with channels in the lanes, inside a border of zeros. */
    public static Layout ofImage(Shape shape, Halo halo) {
        return new Layout(shape, halo, false, LaneAxis.CHANNELS);
    }

    private static int planes(Shape shape, LaneAxis lanes) {
        return switch (lanes) {
            case IMAGES -> shape.channels();
            case CHANNELS -> Math.ceilDiv(shape.channels(), Lanes.COUNT);
        };
    }

    private static int images(LaneAxis lanes) {
        return switch (lanes) {
            case IMAGES -> Lanes.COUNT;
            case CHANNELS -> 1;
        };
    }

    /** Returns the number of planes: C, or with channels in the lanes ⌈C / L⌉. */
    public int planes() {
        return planes(shape, lanes);
    }

    /** Returns the number of images: L, or with channels in the lanes 1. */
    public int images() {
        return images(lanes);
    }

    /** Returns the bytes from one row to the next. */
    public long rowStride() {
        return (long) (shape.width() + halo.left() + halo.right()) * Lanes.BYTES;
    }

    /** Returns the bytes from one plane to the next. */
    public long planeStride() {
        long bytes = (shape.height() + halo.top() + halo.bottom()) * rowStride();
        boolean aliases = !packed && bytes % ALIAS_BYTES == 0;
        return aliases ? bytes + Lanes.BYTES : bytes;
    }

    /**
     * Returns the byte offset of the vector of pixel (row, column) of a plane; rows and columns
     * count from the first one inside the halo and may be negative within it.
     */
    public long vector(int plane, int row, int column) {
        return plane * planeStride()
                + (row + halo.top()) * rowStride()
                + (long) (column + halo.left()) * Lanes.BYTES;
    }

    /**
     * Returns the byte offset of pixel (row, column) of a channel of the first image; those of the
     * other images follow it. With channels in the lanes those of the next channels do.
     */
    public long offset(int channel, int row, int column) {
        return switch (lanes) {
            case IMAGES -> vector(channel, row, column);
            case CHANNELS ->
                    vector(channel / Lanes.COUNT, row, column)
                            + (long) (channel % Lanes.COUNT) * Float.BYTES;
        };
    }

    /** Returns the size in bytes of all planes, halo included. */
    public long byteSize() {
        return planes() * planeStride();
    }
}
