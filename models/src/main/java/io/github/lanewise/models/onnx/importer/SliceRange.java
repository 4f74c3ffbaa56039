package io.github.lanewise.models.onnx.importer;

import io.github.lanewise.engine.operation.shape.Slice;
import io.github.lanewise.models.onnx.known.KnownViews;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a Slice takes of each axis.
 *
 * @param starts first index
 * @param steps from one index to the next, not 0
 * @param extents how many indices
 */
record SliceRange(List<Integer> starts, List<Integer> steps, List<Integer> extents) {
    /** Since this version the ranges are inputs. */
    private static final int INPUTS = 10;

    /** Copies the lists. */
    SliceRange {
        starts = List.copyOf(starts);
        steps = List.copyOf(steps);
        extents = List.copyOf(extents);
    }

    /** Returns the whole of dimensions. */
    private static SliceRange whole(List<Integer> dimensions) {
        int rank = dimensions.size();
        return new SliceRange(
                Collections.nCopies(rank, 0), Collections.nCopies(rank, 1), dimensions);
    }

    /** Reads the ranges of a node, as inputs or attributes. */
    static SliceRange of(NodeImport node) {
        boolean inputs = node.operatorSet() >= INPUTS;
        List<Integer> dimensions = node.dimensions(0);
        List<Long> starts = required(node, inputs, 1, "starts");
        List<Long> ends = required(node, inputs, 2, "ends");
        Optional<List<Long>> axes = optional(node, inputs, 3, "axes");
        Optional<List<Long>> steps = inputs ? optional(node, true, 4, "steps") : Optional.empty();
        if (starts.size() != ends.size()
                || (axes.isPresent() && axes.get().size() != starts.size())
                || (steps.isPresent() && steps.get().size() != starts.size())) {
            throw node.fault("starts, ends, axes and steps are not equally many");
        }
        SliceRange range = whole(dimensions);
        Set<Integer> cut = new HashSet<>();
        for (int i = 0; i < starts.size(); i++) {
            int axis = node.axis(axes.isPresent() ? axes.get().get(i) : i, dimensions.size());
            if (!cut.add(axis)) {
                throw node.fault("it has axis " + axis + " twice");
            }
            long step = steps.isPresent() ? steps.get().get(i) : 1;
            range = range.cut(node, axis, starts.get(i), ends.get(i), step);
        }
        return range;
    }

    private static List<Long> required(NodeImport node, boolean input, int index, String name) {
        return optional(node, input, index, name)
                .orElseThrow(() -> node.fault(name + " are missing"));
    }

    private static Optional<List<Long>> optional(
            NodeImport node, boolean input, int index, String name) {
        if (!input) {
            return node.attributes().integers(name);
        }
        return node.has(index) ? Optional.of(node.integers(index, name)) : Optional.empty();
    }

    /** Limits an axis (ONNX Slice): ends are exclusive, negative ones count from the end. */
    private SliceRange cut(NodeImport node, int axis, long start, long end, long step) {
        if (step == 0) {
            throw node.fault("a step is 0");
        }
        long extent = extents.get(axis);
        long from = start < 0 ? Math.max(start, -extent - 1) + extent : start;
        long to = end < 0 ? Math.max(end, -extent - 1) + extent : end;
        long length;
        if (step > 0) {
            from = Math.clamp(from, 0, extent);
            length = Math.ceilDiv(Math.clamp(to, 0, extent) - from, step);
        } else {
            from = Math.clamp(from, 0, Math.max(0, extent - 1));
            long down = Math.clamp(to, -1, Math.max(0, extent - 1));
            length =
                    extent == 0
                            ? 0
                            : Math.ceilDiv(
                                    from - down, step == Long.MIN_VALUE ? Long.MAX_VALUE : -step);
        }
        length = Math.max(0, length);
        int narrowStep = length < 2 ? 1 : (int) step;
        return new SliceRange(
                with(starts, axis, (int) from),
                with(steps, axis, narrowStep),
                with(extents, axis, (int) length));
    }

    private static List<Integer> with(List<Integer> list, int axis, int value) {
        List<Integer> changed = new ArrayList<>(list);
        changed.set(axis, value);
        return changed;
    }

    /** Takes these ranges of the first input. */
    void apply(NodeImport node) {
        List<Integer> dimensions = node.dimensions(0);
        boolean forwards = steps.stream().allMatch(step -> step == 1);
        if (forwards && extents.equals(dimensions)) {
            node.alias(0);
            return;
        }
        if (!node.isKnown(0)) {
            node.compute(new Slice(starts, steps, node.extents(extents)), node.value(0));
            return;
        }
        int[] strides = KnownViews.strides(dimensions);
        int offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += starts.get(axis) * strides[axis];
            strides[axis] *= steps.get(axis);
        }
        node.define(KnownViews.strided(node.known(0), extents, offset, strides, node.budget()));
    }
}
