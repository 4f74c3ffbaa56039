package io.github.lanewise.engine.operation;

import io.github.lanewise.engine.tensor.Layout;

/**
 * How the pixels of a plane are visited: in runs of neighbouring vectors.
 *
 * @param count number of lines; line i begins at column 0 of row i
 * @param length vectors of a line
 */
public record PlaneLines(int count, int length) {
    /** A plane without gaps is one line if it is at most this long: sums stay accurate. */
    private static final int LONGEST = 1024;

    /** Returns the lines of planes of the same extents. */
    public static PlaneLines of(Layout... layouts) {
        int height = layouts[0].shape().height();
        int width = layouts[0].shape().width();
        boolean joined = (long) height * width <= LONGEST;
        for (Layout layout : layouts) {
            joined &= layout.halo().left() == 0 && layout.halo().right() == 0;
        }
        return joined ? new PlaneLines(1, height * width) : new PlaneLines(height, width);
    }

    /** Returns the vectors of all lines. */
    public int vectors() {
        return count * length;
    }
}
