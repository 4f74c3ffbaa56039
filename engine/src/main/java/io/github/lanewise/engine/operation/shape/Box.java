package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import java.util.ArrayList;
import java.util.List;

/**
 * A box of elements that goes from a source to a target, axis by axis.
 *
 * @param source number of the input, or {@link #FILL}
 * @param axes one run per axis
 */
record Box(int source, List<AxisRun> axes) {
    /** Source of boxes that are filled with one number. */
    static final int FILL = -1;

    Box {
        axes = List.copyOf(axes);
    }

    /** Returns all elements of a value, which stay where they are but for one axis. */
    static Box whole(int source, Extents extents, int axis, AxisRun run) {
        List<AxisRun> axes = new ArrayList<>();
        for (int i = 0; i < extents.rank(); i++) {
            axes.add(i == axis ? run : AxisRun.whole(extents.get(i)));
        }
        return new Box(source, axes);
    }

    boolean isFill() {
        return source == FILL;
    }

    /** Returns the same box of an N×C, N×C×W or N×C×H×W value with all four axes. */
    Box asFeatureMap() {
        return switch (axes.size()) {
            case 2 -> new Box(source, List.of(axes.get(0), axes.get(1), AxisRun.ONE, AxisRun.ONE));
            case 3 -> new Box(source, List.of(axes.get(0), axes.get(1), AxisRun.ONE, axes.get(2)));
            default -> this;
        };
    }

    /** Returns whether two boxes of feature maps fill the same pixels of the same images. */
    boolean coversPixels(Box other) {
        return axes.get(0).covers(other.axes.get(0))
                && axes.get(2).covers(other.axes.get(2))
                && axes.get(3).covers(other.axes.get(3));
    }
}
