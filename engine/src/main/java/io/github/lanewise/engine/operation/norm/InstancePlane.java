package io.github.lanewise.engine.operation.norm;

import io.github.lanewise.engine.kernel.Elementwise;
import io.github.lanewise.engine.kernel.Lanes;
import io.github.lanewise.engine.operation.FeatureMap;
import io.github.lanewise.engine.operation.PlaneLines;
import io.github.lanewise.engine.operation.RowPass;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Normalizes a plane in three passes: mean, deviations from it, result. The deviations correct the
 * mean (Chan, Golub and LeVeque, The American Statistician 37, 1983).
 *
 * @param scratch of each worker: center, factor, Σ deviations (then constant), Σ squares; then both
 *     sums of each line, first all of the one, then all of the other
 */
record InstancePlane(
        FeatureMap x,
        FeatureMap y,
        PlaneLines lines,
        float epsilon,
        MemorySegment scales,
        MemorySegment biases,
        List<MemorySegment> scratch)
        implements RowPass.Row {
    private static final int V = Lanes.BYTES;
    private static final long SUM = 2L * V;
    private static final long SQUARES = 3L * V;

    /** Byte offset of the sums of lines. */
    static final long FIRST_LINE = 4L * V;

    @Override
    public void compute(int image, int plane, int none, int worker) {
        MemorySegment sums = scratch.get(worker);
        long place = (long) plane * V;
        mean(image, plane, sums);
        deviations(image, plane, sums);
        AffineKernel.factor(sums, lines.vectors(), epsilon, scales, biases, place);
        for (int i = 0; i < lines.count(); i++) {
            AffineKernel.applyCentered(
                    x.memory(),
                    x.vector(image, plane, i, 0),
                    y.memory(),
                    y.vector(image, plane, i, 0),
                    lines.length(),
                    sums);
        }
    }

    private void mean(int image, int plane, MemorySegment sums) {
        for (int i = 0; i < lines.count(); i++) {
            Elementwise.sumVectors(
                    x.memory(),
                    x.vector(image, plane, i, 0),
                    lines.length(),
                    sums,
                    FIRST_LINE + (long) i * V);
        }
        Elementwise.sumVectors(sums, FIRST_LINE, lines.count(), sums, 0);
        AffineKernel.divide(sums, 0, lines.vectors());
    }

    private void deviations(int image, int plane, MemorySegment sums) {
        long squares = FIRST_LINE + (long) lines.count() * V;
        for (int i = 0; i < lines.count(); i++) {
            AffineKernel.deviations(
                    x.memory(),
                    x.vector(image, plane, i, 0),
                    lines.length(),
                    sums,
                    FIRST_LINE + (long) i * V,
                    squares + (long) i * V);
        }
        Elementwise.sumVectors(sums, FIRST_LINE, lines.count(), sums, SUM);
        Elementwise.sumVectors(sums, squares, lines.count(), sums, SQUARES);
    }
}
