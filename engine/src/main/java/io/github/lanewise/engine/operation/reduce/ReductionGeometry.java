package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.graph.Buffer;
import io.github.lanewise.engine.graph.Extents;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.tensor.Layout;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the floats of a reduction stand.
 *
 * @param items results, or rows of results that are neighbours
 * @param columns neighbours per item; whole vectors with channels in lanes
 * @param lines what each item is reduced from: lines of floats or vectors
 * @param line how they stand
 */
record ReductionGeometry(Grid items, int columns, Grid lines, ReductionPass.Line line) {
    private static final int F = Float.BYTES;
    private static final int V = Lanes.BYTES;

    private record Axis(int extent, boolean reduced) {}

    /** Returns those of values in row-major order. */
    static ReductionGeometry rowMajor(Extents input, List<Integer> axes) {
        List<Axis> merged = merged(input, axes);
        List<Grid.Axis> kept = new ArrayList<>();
        List<Grid.Axis> reduced = new ArrayList<>();
        long x = F;
        long y = F;
        for (Axis axis : merged.reversed()) {
            if (axis.reduced) {
                reduced.addFirst(new Grid.Axis(axis.extent, x, 0));
            } else {
                kept.addFirst(new Grid.Axis(axis.extent, x, y));
                y *= axis.extent;
            }
            x *= axis.extent;
        }
        Grid.Axis last = reduced.isEmpty() ? new Grid.Axis(1, 0, 0) : reduced.removeLast();
        boolean acrossLanes = last.x() == F;
        int columns = acrossLanes || kept.isEmpty() ? 1 : kept.removeLast().extent();
        long stride = acrossLanes ? V : last.x();
        return new ReductionGeometry(
                Grid.of(kept),
                columns,
                Grid.of(reduced),
                new ReductionPass.Line(acrossLanes, last.extent(), stride));
    }

    /** Returns the axes without those of extent 1; neighbours that are treated alike are one. */
    private static List<Axis> merged(Extents input, List<Integer> axes) {
        List<Axis> merged = new ArrayList<>();
        for (int i = 0; i < input.rank(); i++) {
            Axis axis = new Axis(input.get(i), axes.contains(i));
            if (axis.extent == 1) {
                continue;
            }
            if (!merged.isEmpty() && merged.getLast().reduced == axis.reduced) {
                axis = new Axis(merged.removeLast().extent * axis.extent, axis.reduced);
            }
            merged.add(axis);
        }
        return merged;
    }

    /** Returns those of a reduction of all pixels of feature maps with channels in lanes. */
    static ReductionGeometry pixels(Buffer input, Buffer output) {
        Layout from = input.layout();
        Layout to = output.layout();
        int height = from.shape().height();
        int width = from.shape().width();
        boolean oneLine = from.rowStride() == (long) width * V;
        Grid items =
                Grid.of(
                                List.of(
                                        new Grid.Axis(
                                                input.extents().images(),
                                                from.byteSize(),
                                                to.byteSize()),
                                        new Grid.Axis(
                                                from.planes(),
                                                from.planeStride(),
                                                to.planeStride())))
                        .from(from.vector(0, 0, 0), to.vector(0, 0, 0));
        return new ReductionGeometry(
                items,
                Lanes.COUNT,
                Grid.of(List.of(new Grid.Axis(oneLine ? 1 : height, from.rowStride(), 0))),
                new ReductionPass.Line(false, oneLine ? height * width : width, V));
    }

    /** Returns those of a reduction of all channels of feature maps with channels in lanes. */
    static ReductionGeometry channels(Buffer input, Buffer output) {
        Layout from = input.layout();
        return new ReductionGeometry(
                pixelGrid(input, output),
                1,
                Grid.of(List.of()),
                new ReductionPass.Line(true, from.shape().channels(), from.planeStride()));
    }

    /** Returns the pixels of all images in the first plane. */
    static Grid pixelGrid(Buffer input, Buffer output) {
        Layout from = input.layout();
        Layout to = output.layout();
        return Grid.of(
                        List.of(
                                new Grid.Axis(
                                        input.extents().images(), from.byteSize(), to.byteSize()),
                                new Grid.Axis(
                                        from.shape().height(), from.rowStride(), to.rowStride()),
                                new Grid.Axis(from.shape().width(), V, V)))
                .from(from.vector(0, 0, 0), to.vector(0, 0, 0));
    }
}
