package io.github.lanewise.engine.operation.shape;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis inside a border.
 *
 * @param extent of the input
 * @param before places added in front, or cut off if negative
 * @param after places added behind, or cut off if negative
 */
record PaddedAxis(int extent, int before, int after) {
    /** Places of the output that are filled alike. */
    record Part(AxisRun run, boolean filled) {}

    /** Returns the extent of what is not cut off, maybe below 1. */
    long left() {
        return (long) extent + Math.min(0, before) + Math.min(0, after);
    }

    /** Returns the extent of the output, maybe below 1. */
    long outputs() {
        return (long) extent + before + after;
    }

    /** Returns the border in front, what is left of the axis, and the border behind. */
    List<Part> parts(PadMode mode) {
        int front = Math.max(0, before);
        int behind = Math.max(0, after);
        int first = Math.max(0, -before);
        int count = Math.toIntExact(left());
        int last = first + count - 1;
        List<Part> parts = new ArrayList<>();
        if (front > 0) {
            parts.add(border(mode, first, front, 0, front));
        }
        parts.add(new Part(AxisRun.of(first, 1, front, count), false));
        if (behind > 0) {
            parts.add(border(mode, last, -1, front + count, behind));
        }
        return parts;
    }

    /**
     * @param edge nearest place
     * @param mirrored first place of the border from the edge, if it is mirrored
     */
    private static Part border(PadMode mode, int edge, int mirrored, int to, int count) {
        return switch (mode) {
            case CONSTANT -> new Part(AxisRun.of(0, 0, to, count), true);
            case REFLECT -> new Part(AxisRun.of(edge + mirrored, -1, to, count), false);
            case EDGE -> new Part(AxisRun.of(edge, 0, to, count), false);
        };
    }
}
