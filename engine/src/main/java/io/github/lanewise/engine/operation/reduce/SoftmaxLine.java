package io.github.lanewise.engine.operation.reduce;

import io.github.lanewise.engine.kernel.Lanes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Softmax of one line of floats, or of the lines of all lanes of a line of vectors. */
final class SoftmaxLine {
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT;
    private static final int L = Lanes.COUNT;

    private final boolean logarithm;
    private final MemorySegment x;
    private final long xStride;
    private final MemorySegment y;
    private final long yStride;
    private final int length;

    /** A vector of maxima, for each worker. */
    private final MemorySegment[] max;

    /** A vector of sums and what is made of them, for each worker. */
    private final MemorySegment[] sum;

    /**
     * @param places of the line: where the input and the output have memory and strides
     * @param length floats or vectors of the line
     * @param max one vector per worker
     * @param sum one vector per worker
     */
    SoftmaxLine(
            boolean logarithm,
            Places places,
            int length,
            MemorySegment[] max,
            MemorySegment[] sum) {
        this.logarithm = logarithm;
        x = places.x;
        xStride = places.xStride;
        y = places.y;
        yStride = places.yStride;
        this.length = length;
        this.max = max;
        this.sum = sum;
    }

    /**
     * Memory and distance of neighbours.
     *
     * @param x input
     * @param xStride bytes from one vector, or float of a line without vectors, to the next
     * @param y output
     * @param yStride the same of the output
     */
    record Places(MemorySegment x, long xStride, MemorySegment y, long yStride) {}

    /**
     * Does a line whose floats stand in the lanes of vectors, the last of which may not be full.
     */
    void acrossLanes(long xAt, long yAt, int worker) {
        int vectors = length / L;
        int rest = length % L;
        long xRest = xAt + vectors * xStride;
        long yRest = yAt + vectors * yStride;
        MemorySegment most = max[worker];
        MemorySegment total = sum[worker];
        float maximum = maximum(xAt, vectors, xRest, rest, most);
        ReductionKernel.fill(most, 0, maximum);
        SoftmaxKernel.exponentials(x, xAt, xStride, most, y, yAt, yStride, vectors);
        ReductionKernel.fill(total, 0, 0);
        ReductionKernel.sum(y, yAt, yStride, vectors, total, 0);
        float all = 0;
        for (int i = 0; i < rest; i++) {
            float e = SoftmaxKernel.exponential(x.get(FLOAT, xRest + 4L * i), maximum);
            y.set(FLOAT, yRest + 4L * i, e);
            all += e;
        }
        for (int lane = 0; lane < L && vectors > 0; lane++) {
            all += total.get(FLOAT, 4L * lane);
        }
        float last = last(all);
        ReductionKernel.fill(total, 0, last);
        finish(xAt, yAt, worker, vectors);
        for (int i = 0; i < rest; i++) {
            finish(xRest + 4L * i, yRest + 4L * i, maximum, last);
        }
    }

    private float maximum(long xAt, int vectors, long xRest, int rest, MemorySegment most) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < rest; i++) {
            maximum = Math.max(maximum, x.get(FLOAT, xRest + 4L * i));
        }
        if (vectors > 0) {
            ReductionKernel.fill(most, 0, maximum);
            ReductionKernel.max(x, xAt, xStride, vectors, most, 0);
            for (int lane = 0; lane < L; lane++) {
                maximum = Math.max(maximum, most.get(FLOAT, 4L * lane));
            }
        }
        return maximum;
    }

    /** Does the lines of all lanes, whose floats stand in one lane each. */
    void laneByLane(long xAt, long yAt, int worker) {
        MemorySegment most = max[worker];
        MemorySegment total = sum[worker];
        ReductionKernel.fill(most, 0, Float.NEGATIVE_INFINITY);
        ReductionKernel.max(x, xAt, xStride, length, most, 0);
        SoftmaxKernel.exponentials(x, xAt, xStride, most, y, yAt, yStride, length);
        ReductionKernel.fill(total, 0, 0);
        ReductionKernel.sum(y, yAt, yStride, length, total, 0);
        for (int lane = 0; lane < L; lane++) {
            total.set(FLOAT, 4L * lane, last(total.get(FLOAT, 4L * lane)));
        }
        finish(xAt, yAt, worker, length);
    }

    /** Does a line whose floats stand a stride apart. */
    void floatByFloat(long xAt, long yAt) {
        float maximum = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            maximum = Math.max(maximum, x.get(FLOAT, xAt + i * xStride));
        }
        float all = 0;
        for (int i = 0; i < length; i++) {
            float e = SoftmaxKernel.exponential(x.get(FLOAT, xAt + i * xStride), maximum);
            y.set(FLOAT, yAt + i * yStride, e);
            all += e;
        }
        float last = last(all);
        for (int i = 0; i < length; i++) {
            finish(xAt + i * xStride, yAt + i * yStride, maximum, last);
        }
    }

    /** Returns what the last step takes: 1 / sum, or ln sum. */
    private float last(float sumOfExponentials) {
        return logarithm ? (float) StrictMath.log(sumOfExponentials) : 1 / sumOfExponentials;
    }

    private void finish(long xAt, long yAt, int worker, int vectors) {
        if (logarithm) {
            SoftmaxKernel.subtract(
                    x, xAt, xStride, max[worker], sum[worker], y, yAt, yStride, vectors);
        } else {
            SoftmaxKernel.scale(y, yAt, yStride, sum[worker], vectors);
        }
    }

    private void finish(long xAt, long yAt, float maximum, float last) {
        float value = logarithm ? x.get(FLOAT, xAt) - maximum - last : y.get(FLOAT, yAt) * last;
        y.set(FLOAT, yAt, value);
    }
}
