package io.github.lanewise.engine.operation.pool;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Means over windows; that of no element is 0. */
final class AveragePoolKernel implements WindowKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private final WindowMemory memory;
    private final boolean countPadding;

    AveragePoolKernel(WindowMemory memory, boolean countPadding) {
        this.memory = memory;
        this.countPadding = countPadding;
    }

    @Override
    public void pool(int rows, int columns, long padded, long at, long to, int count) {
        boolean near = memory.columnStep() == V;
        float factor = 1f / Math.max(1L, countPadding ? padded : (long) rows * columns);
        if (rows == 2 && columns == 2) {
            twoByTwo(memory, factor, at, to, count);
        } else if (rows == 3 && columns == 3 && near && memory.windowStep() == V) {
            threeByThree(memory, factor, at, to, count);
        } else {
            any(memory, rows, columns, factor, at, to, count);
        }
    }

    private static void any(
            WindowMemory memory, int rows, int columns, float factor, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long rowStep = memory.rowStep();
        long columnStep = memory.columnStep();
        long windowStep = memory.windowStep();
        for (int q = 0; q < count; q++) {
            long window = at + q * windowStep;
            FloatVector total = FloatVector.zero(S);
            for (int r = 0; r < rows; r++) {
                long row = window + r * rowStep;
                FloatVector sum = FloatVector.zero(S);
                for (int s = 0; s < columns; s++) {
                    sum = sum.add(FloatVector.fromMemorySegment(S, x, row + s * columnStep, ORDER));
                }
                total = total.add(sum);
            }
            total.mul(factor).intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    private static void twoByTwo(WindowMemory memory, float factor, long at, long to, int count) {
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
                            .add(FloatVector.fromMemorySegment(S, x, a + right, ORDER));
            FloatVector lower =
                    FloatVector.fromMemorySegment(S, x, b, ORDER)
                            .add(FloatVector.fromMemorySegment(S, x, b + right, ORDER));
            upper.add(lower).mul(factor).intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    /** The sum of each column of three is computed once and used by three windows. */
    private static void threeByThree(
            WindowMemory memory, float factor, long at, long to, int count) {
        MemorySegment x = memory.x();
        MemorySegment y = memory.y();
        long middle = at + memory.rowStep();
        long lower = middle + memory.rowStep();
        FloatVector left =
                FloatVector.fromMemorySegment(S, x, at, ORDER)
                        .add(FloatVector.fromMemorySegment(S, x, middle, ORDER))
                        .add(FloatVector.fromMemorySegment(S, x, lower, ORDER));
        FloatVector center =
                FloatVector.fromMemorySegment(S, x, at + V, ORDER)
                        .add(FloatVector.fromMemorySegment(S, x, middle + V, ORDER))
                        .add(FloatVector.fromMemorySegment(S, x, lower + V, ORDER));
        for (int q = 0; q < count; q++) {
            long next = (q + 2L) * V;
            FloatVector right =
                    FloatVector.fromMemorySegment(S, x, at + next, ORDER)
                            .add(FloatVector.fromMemorySegment(S, x, middle + next, ORDER))
                            .add(FloatVector.fromMemorySegment(S, x, lower + next, ORDER));
            left.add(center).add(right).mul(factor).intoMemorySegment(y, to + (long) q * V, ORDER);
            left = center;
            center = right;
        }
    }
}
