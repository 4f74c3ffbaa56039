package io.github.lanewise.engine.operation.reduce;

import java.util.ArrayList;
import java.util.List;

/**
 * Places along some axes, counted with the last axis fastest, and where they stand in an input and
 * in an output.
 */
final class Grid {
    /**
     * @param extent number of places
     * @param x bytes from one to the next in the input
     * @param y bytes from one to the next in the output
     */
    record Axis(int extent, long x, long y) {}

    private final Axis[] axes;
    private final int places;
    private final long xOffset;
    private final long yOffset;

    private Grid(List<Axis> axes, long xOffset, long yOffset) {
        this.axes = axes.toArray(Axis[]::new);
        this.xOffset = xOffset;
        this.yOffset = yOffset;
        int product = 1;
        for (Axis axis : axes) {
            product = Math.multiplyExact(product, axis.extent);
        }
        places = product;
    }

    /** Returns the places of axes. */
    static Grid of(List<Axis> axes) {
        return new Grid(axes, 0, 0);
    }

    /** Returns the same places, a number of bytes further on. */
    Grid from(long x, long y) {
        return new Grid(List.of(axes), xOffset + x, yOffset + y);
    }

    /** Returns these places, each with those of one more axis. */
    Grid with(Axis axis) {
        List<Axis> more = new ArrayList<>(List.of(axes));
        more.add(axis);
        return new Grid(more, xOffset, yOffset);
    }

    /** Returns the number of places. */
    int places() {
        return places;
    }

    /** Returns the byte offset of a place in the input. */
    long x(int place) {
        long at = xOffset;
        int rest = place;
        for (int i = axes.length - 1; i >= 0; i--) {
            at += rest % axes[i].extent * axes[i].x;
            rest /= axes[i].extent;
        }
        return at;
    }

    /** Returns the byte offset of a place in the output. */
    long y(int place) {
        long at = yOffset;
        int rest = place;
        for (int i = axes.length - 1; i >= 0; i--) {
            at += rest % axes[i].extent * axes[i].y;
            rest /= axes[i].extent;
        }
        return at;
    }
}
