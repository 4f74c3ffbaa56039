package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Maxima over windows; NaN is a maximum, and that of no element is −∞. */
final class MaxPoolKernel implements WindowKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private final WindowMemory memory;

    MaxPoolKernel(WindowMemory memory) {
        this.memory = memory;
    }

    @Override
    public void pool(int rows, int columns, long padded, long at, long to, int count) {
        boolean near = memory.columnStep() == V;
        if (rows == 2 && columns == 2) {
            twoByTwo(memory, at, to, count);
        } else if (rows == 3 && columns == 3 && near && memory.windowStep() == V) {
            threeByThree(memory, at, to, count);
        } else if (rows == 3 && columns == 3 && near && memory.windowStep() == 2L * V) {
            threeByThreeStrideTwo(memory, at, to, count);
        } else {
            any(memory, rows, columns, at, to, count);
        }
    }

    private static void any(
            WindowMemory memory, int rows, int columns, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long rowStep = memory.rowStep();
        long columnStep = memory.columnStep();
        long windowStep = memory.windowStep();
        for (int q = 0; q < count; q++) {
            long window = at + q * windowStep;
            FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
            for (int r = 0; r < rows; r++) {
                long row = window + r * rowStep;
                for (int s = 0; s < columns; s++) {
                    max = max.max(FloatVector.fromMemorySegment(S, x, row + s * columnStep, ORDER));
                }
            }
            max.intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    private static void twoByTwo(WindowMemory memory, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long right = memory.columnStep();
        long below = memory.rowStep();
        long windowStep = memory.windowStep();
        for (int q = 0; q < count; q++) {
            long a = at + q * windowStep;
            long b = a + below;
            FloatVector upper =
                    FloatVector.fromMemorySegment(S, x, a, ORDER)
                            .max(FloatVector.fromMemorySegment(S, x, a + right, ORDER));
            FloatVector lower =
                    FloatVector.fromMemorySegment(S, x, b, ORDER)
                            .max(FloatVector.fromMemorySegment(S, x, b + right, ORDER));
            upper.max(lower).intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    /** The maximum of each column of three is computed once and used by three windows. */
    private static void threeByThree(WindowMemory memory, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long middle = at + memory.rowStep();
        long lower = middle + memory.rowStep();
        FloatVector left =
                FloatVector.fromMemorySegment(S, x, at, ORDER)
                        .max(FloatVector.fromMemorySegment(S, x, middle, ORDER))
                        .max(FloatVector.fromMemorySegment(S, x, lower, ORDER));
        FloatVector center =
                FloatVector.fromMemorySegment(S, x, at + V, ORDER)
                        .max(FloatVector.fromMemorySegment(S, x, middle + V, ORDER))
                        .max(FloatVector.fromMemorySegment(S, x, lower + V, ORDER));
        for (int q = 0; q < count; q++) {
            long next = (q + 2L) * V;
            FloatVector right =
                    FloatVector.fromMemorySegment(S, x, at + next, ORDER)
                            .max(FloatVector.fromMemorySegment(S, x, middle + next, ORDER))
                            .max(FloatVector.fromMemorySegment(S, x, lower + next, ORDER));
            left.max(center).max(right).intoMemorySegment(y, to + (long) q * V, ORDER);
            left = center;
            center = right;
        }
    }

    /** The maximum of every other column of three is used by two windows. */
    private static void threeByThreeStrideTwo(WindowMemory memory, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long middle = at + memory.rowStep();
        long lower = middle + memory.rowStep();
        FloatVector left =
                FloatVector.fromMemorySegment(S, x, at, ORDER)
                        .max(FloatVector.fromMemorySegment(S, x, middle, ORDER))
                        .max(FloatVector.fromMemorySegment(S, x, lower, ORDER));
        for (int q = 0; q < count; q++) {
            long next = (2L * q + 1) * V;
            FloatVector center =
                    FloatVector.fromMemorySegment(S, x, at + next, ORDER)
                            .max(FloatVector.fromMemorySegment(S, x, middle + next, ORDER))
                            .max(FloatVector.fromMemorySegment(S, x, lower + next, ORDER));
            FloatVector right =
                    FloatVector.fromMemorySegment(S, x, at + next + V, ORDER)
                            .max(FloatVector.fromMemorySegment(S, x, middle + next + V, ORDER))
                            .max(FloatVector.fromMemorySegment(S, x, lower + next + V, ORDER));
            left.max(center).max(right).intoMemorySegment(y, to + (long) q * V, ORDER);
            left = right;
        }
    }
}
