package io.github.lanewise.engine.operation.resize;

import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.kernel.Species;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Rows of resized images; columns are byte offsets from the beginning of an input row. */
final class ResizeKernel {
    private static final VectorSpecies<Float> S = Species.FLOATS;
    private static final ByteOrder ORDER = Species.ORDER;
    private static final int V = Lanes.BYTES;

    private final int[] left;
    private final int[] right;
    private final float[] weights;

    ResizeKernel(ResizeAxis horizontal) {
        left = horizontal.offsets(false, V);
        right = horizontal.offsets(true, V);
        weights = horizontal.weights();
    }

    /** y = the left pixels of a row. */
    void select(MemorySegment x, long row, MemorySegment y, long to) {
        int[] columns = left;
        for (int q = 0; q < columns.length; q++) {
            FloatVector.fromMemorySegment(S, x, row + columns[q], ORDER)
                    .intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }

    /**
     * y = (1 - v)·((1 - w)·upper left + w·upper right) + v·((1 - w)·lower left + w·lower right).
     *
     * @param weight v, of the lower row
     */
    void mix(MemorySegment x, long upper, long lower, float weight, MemorySegment y, long to) {
        int[] leftColumns = left;
        int[] rightColumns = right;
        float[] rightWeights = weights;
        FloatVector v = FloatVector.broadcast(S, weight);
        FloatVector notV = FloatVector.broadcast(S, 1 - weight);
        for (int q = 0; q < leftColumns.length; q++) {
            int a = leftColumns[q];
            int b = rightColumns[q];
            FloatVector w = FloatVector.broadcast(S, rightWeights[q]);
            FloatVector notW = FloatVector.broadcast(S, 1 - rightWeights[q]);
            FloatVector above =
                    FloatVector.fromMemorySegment(S, x, upper + b, ORDER)
                            .fma(
                                    w,
                                    FloatVector.fromMemorySegment(S, x, upper + a, ORDER)
                                            .mul(notW));
            FloatVector below =
                    FloatVector.fromMemorySegment(S, x, lower + b, ORDER)
                            .fma(
                                    w,
                                    FloatVector.fromMemorySegment(S, x, lower + a, ORDER)
                                            .mul(notW));
            below.fma(v, above.mul(notV)).intoMemorySegment(y, to + (long) q * V, ORDER);
        }
    }
}
