package io.github.lanewise.mnist.augment;

import java.util.Arrays;

/**
 * One channel of an image amid so much background that no sample is outside, with bilinear samples
 * of it. Coordinates count in 2⁻¹⁶ pixels and grow by a constant along a row.
 */
final class PaddedPlane {
    private static final int FRACTION_BITS = 16;
    private static final int ONE = 1 << FRACTION_BITS;
    private static final float TO_FRACTION = 1f / ONE;

    /** Coordinates of larger planes do not fit into an int. */
    private static final int MOST_EXTENT = Integer.MAX_VALUE >> FRACTION_BITS;

    private final int height;
    private final int width;
    private final Margin margin;
    private final int stride;
    private final float[] values;
    private final float[] plane;

    /**
     * Makes room.
     *
     * @param values float for each of the 256 bytes; background is that of byte 0
     * @throws IllegalArgumentException if image and margins are too large
     */
    PaddedPlane(int height, int width, Margin margin, float[] values) {
        this.height = height;
        this.width = width;
        this.margin = margin;
        this.values = values;
        stride = width + 2 * margin.x();
        int rows = height + 2 * margin.y();
        if (rows > MOST_EXTENT || stride > MOST_EXTENT) {
            throw new IllegalArgumentException(
                    "Images of %d × %d pixels are too large for such an augmentation."
                            .formatted(height, width));
        }
        plane = new float[Math.multiplyExact(rows, stride)];
        Arrays.fill(plane, values[0]);
    }

    /** Takes the pixels that begin at {@code offset}. */
    void load(byte[] pixels, int offset) {
        int from = offset;
        for (int row = 0; row < height; row++) {
            int to = (margin.y() + row) * stride + margin.x();
            for (int column = 0; column < width; column++) {
                plane[to + column] = values[pixels[from + column] & 0xff];
            }
            from += width;
        }
    }

    /** Writes the plane that the map makes of this, from {@code offset} on. */
    void sample(AffineMap map, float[] destination, int offset) {
        int stepX = fixed(map.xx);
        int stepY = fixed(map.yx);
        for (int row = 0; row < height; row++) {
            int x = startX(map, row);
            int y = startY(map, row);
            int to = offset + row * width;
            for (int at = to; at < to + width; at++) {
                destination[at] = bilinear(plane, stride, x, y);
                x += stepX;
                y += stepY;
            }
        }
    }

    /** Writes the plane that map and field make of this, from {@code offset} on. */
    void sample(AffineMap map, DisplacementField field, float[] destination, int offset) {
        int stepX = fixed(map.xx);
        int stepY = fixed(map.yx);
        for (int row = 0; row < height; row++) {
            field.row(row);
            int x = startX(map, row);
            int y = startY(map, row);
            int to = offset + row * width;
            for (int column = 0; column < width; column++) {
                int bentX = x + (int) (field.x(column) * ONE);
                int bentY = y + (int) (field.y(column) * ONE);
                destination[to + column] = bilinear(plane, stride, bentX, bentY);
                x += stepX;
                y += stepY;
            }
        }
    }

    private int startX(AffineMap map, int row) {
        double centre = (width - 1) / 2.0;
        return fixed(map.x(-centre, row - (height - 1) / 2.0) + centre + margin.x());
    }

    private int startY(AffineMap map, int row) {
        double centre = (height - 1) / 2.0;
        return fixed(map.y(-(width - 1) / 2.0, row - centre) + centre + margin.y());
    }

    private static int fixed(double pixels) {
        return Math.toIntExact(Math.round(pixels * ONE));
    }

    /** Blends the four pixels around a point: never beyond the least and the most of them. */
    private static float bilinear(float[] plane, int stride, int x, int y) {
        int at = (y >> FRACTION_BITS) * stride + (x >> FRACTION_BITS);
        float right = (x & (ONE - 1)) * TO_FRACTION;
        float down = (y & (ONE - 1)) * TO_FRACTION;
        float above = plane[at] + right * (plane[at + 1] - plane[at]);
        int below = at + stride;
        float under = plane[below] + right * (plane[below + 1] - plane[below]);
        return above + down * (under - above);
    }
}
