package io.github.lanewise.engine.operation.shape;

import io.github.lanewise.engine.graph.Extents;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Where the floats of a box stand in memory.
 *
 * @param memory of the value
 * @param offset of the first float of the box, in bytes
 * @param strides bytes from one float to the next, per axis
 */
record StridedView(MemorySegment memory, long offset, List<Long> strides) {
    StridedView {
        strides = List.copyOf(strides);
    }

    /** Returns a value in row-major order. */
    static StridedView of(MemorySegment memory, Extents extents) {
        List<Long> strides = new ArrayList<>();
        for (int axis = 0; axis < extents.rank(); axis++) {
            strides.add((long) extents.product(axis + 1, extents.rank()) * Float.BYTES);
        }
        return new StridedView(memory, 0, strides);
    }

    /** Returns one float that is repeated along all axes. */
    static StridedView repeated(MemorySegment number, int rank) {
        return new StridedView(number, 0, Collections.nCopies(rank, 0L));
    }

    /** Returns the places of runs along the axes. */
    StridedView at(List<AxisRun> runs, ToIntFunction<AxisRun> first, ToIntFunction<AxisRun> step) {
        long begin = offset;
        List<Long> steps = new ArrayList<>();
        for (int axis = 0; axis < runs.size(); axis++) {
            begin += first.applyAsInt(runs.get(axis)) * strides.get(axis);
            steps.add(step.applyAsInt(runs.get(axis)) * strides.get(axis));
        }
        return new StridedView(memory, begin, steps);
    }

    /** Returns the same floats with axis i where axis {@code permutation[i]} was. */
    StridedView permuted(List<Integer> permutation) {
        return new StridedView(memory, offset, permutation.stream().map(strides::get).toList());
    }
}
