package io.github.lanewise.models.onnx.agreement;

import java.util.Arrays;

/** Extents that fit other extents. */
final class Shapes {
    private Shapes() {}

    /** Returns extents that broadcast to others: some are 1, some in front are left out. */
    static long[] broadcastable(Draw draw, long[] to) {
        int first = draw.flag() ? 0 : draw.between(0, to.length);
        long[] extents = Arrays.copyOfRange(to, first, to.length);
        int ones = draw.number(2, 3, 100);
        for (int axis = 0; axis < extents.length; axis++) {
            if (draw.onceIn(ones)) {
                extents[axis] = 1;
            }
        }
        return extents;
    }
}
